"""The forms by which incidents are reported: pages of the app, never documents of the public site."""
