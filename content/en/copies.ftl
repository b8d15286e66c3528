# Taking away: a copy of private pages, the CPD file, and incident records as a plain dated file.

record-copy-top = Incident record. This file was made on { $day }.
    The first version is shown as it was written. Anything added later stands under it, with its own date.
record-copy-first = First version, written { $when }
record-copy-added = Added later
copy-no-date = Date not known: this failed its check
copy-nothing-written = (nothing written)
