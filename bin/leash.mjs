// Loaded into what the launcher starts: when the launcher is gone, however it went, this process is told to end too.
const end = () => process.kill(process.pid, 'SIGTERM')

if (process.channel) {
  process.once('disconnect', end)
  // the channel alone must not keep the process alive
  process.channel.unref()
} else if (process.connected === false) end()
