// Docker's health check of the server: exits with 0 while it and its database answer.
const port = process.env.PORT ?? 3000
const answer = await fetch(`http://127.0.0.1:${port}/health`)
if (!answer.ok) process.exitCode = 1
