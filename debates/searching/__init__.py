"""What a visitor asks for in the search box, and the claims, people, episodes and debates that fit."""
