"""The iris prediction service."""
