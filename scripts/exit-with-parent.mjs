// Loaded with --import by the processes that the launcher starts: when the launcher is gone, however it went, its end of the
// pipe on standard input closes, and the process stops in order.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.resume()
process.stdin.unref?.()
