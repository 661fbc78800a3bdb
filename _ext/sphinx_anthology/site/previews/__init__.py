"""Link previews: the images that other sites show beside a link."""
