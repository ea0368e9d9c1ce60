"""Every sentence a person sees, in Indonesian and English; code knows only their keys."""
