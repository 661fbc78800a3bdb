def greet(name: str) -> str:
    """Greet."""
    return f"Hello, {name}"


GREETING = greet("you")
