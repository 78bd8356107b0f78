"""What builds have shown, kept beside the project so that two drafts can be compared."""
