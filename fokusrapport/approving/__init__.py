"""Areas checked by people: where each stands, and checks given and taken back."""
