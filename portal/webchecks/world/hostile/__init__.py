"""What hostile servers do to a visitor, by kind. ``portal.webchecks.world.tricks`` lists them all."""
