"""The reading phase: discovery of posts, transforms, and collection of document records."""
