"""The lessons' pictures, drawn from the data files in `content/pictures/`."""
