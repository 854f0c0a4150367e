"""Where claims stand, worked out from the rows of the database and stored beside them.

A change of the map is noted by the database (`MapChange`), which also queues the job; the job works out anew the part that hangs
together with what changed, and the debates on which that part bears. Pages read what is stored.
"""
