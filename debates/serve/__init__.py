"""`script/server`: from a fresh checkout to a running site, and down again without a trace.

The standard library only, for the first half runs before any requirement is installed:

    options        what the command line says
    claims         the data folder and the port, taken before anything is done
    children       programs that end with this process, however it ends
    provision      the virtual environment and what it holds
    site           database, preparation, web server and worker
"""
