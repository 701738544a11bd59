"""What an exercise finds in a record to play with, and how a kit is drawn from it: pure, and the same for a seed."""
