"""How static files are stored: hashed names, compressed copies, module imports rewritten too."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # comes without types
    """Without the flag, `import './player.js'` inside a module would keep an unhashed, stale address."""

    support_js_module_import_aggregation = True
