"""The demo's story: two resellers, eight businesses in different states, told through the portal's own verbs."""
