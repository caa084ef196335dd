"""From a rejection to the next submission, in four phases; the package and the appeal letter."""
