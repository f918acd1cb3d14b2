"""What nano can do, one module for each ability; each has `make(draw, …)`, which returns one `Example`."""
