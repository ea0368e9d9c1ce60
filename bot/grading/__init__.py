"""Whether this is what was meant. Pure: no item, no storage, no clock."""
