"""What has changed between two reports: two snapshots held against each other, and told."""
