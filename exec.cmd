@rem What `exec` is in a POSIX shell: package.json says "exec node start.mjs", so that npm's signals reach it there.
@%*
