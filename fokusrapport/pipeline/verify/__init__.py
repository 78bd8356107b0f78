"""A published report held against its manifest, or against one built anew; differences are told with their place."""
