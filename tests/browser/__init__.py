"""The rehearsal's page, played in headless Chromium."""
