"""The demo's story: two resellers, six businesses in different states, told through the portal's own verbs."""
