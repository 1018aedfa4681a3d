"""What no compiler checks: which way imports point, sizes, SQL, settings, translations, plain language."""
