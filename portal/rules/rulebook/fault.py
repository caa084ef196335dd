"""What loading the rulebook raises."""


class RulebookFault(Exception):
    """The rulebook does not hold together; ``faults`` lists what is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
