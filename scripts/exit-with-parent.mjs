// Loaded with --import by the processes that the launcher starts: when the launcher is gone, however it went, its end of the
// pipe on standard input closes, and the process stops in order. Processes that these start inherit the option (Next's
// workers do), but have another standard input and another parent: they are left alone.
if (process.ppid === Number(process.env.ORION_LAUNCHER_PID)) {
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
  process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'))
  process.stdin.resume()
  process.stdin.unref?.()
}
