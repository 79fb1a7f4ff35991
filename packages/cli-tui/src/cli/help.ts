export const help = `camunda-backup: backups of Camunda's Operate and Tasklist data in Elasticsearch

  camunda-backup create [ID]   ask for a backup; without an ID, the Unix time in seconds. Prints the ID
  camunda-backup list          all backups, newest first
  camunda-backup get ID        the state of a backup and of its parts
  camunda-backup delete ID     delete a backup; returns when it is gone

  --component operate|tasklist|both   default both (with --server …/actuator/backups: must be one)
  --server URL       default http://127.0.0.1:9600   environment: CAMUNDA_BACKUP_SERVER
                     camunda-backup-server, or Camunda's own actuator as http://operate:9600/actuator/backups
  --timeout TIME     bound of one request, such as 30s or 5m; default 60s, of a delete 11m
                     environment: CAMUNDA_BACKUP_REQUEST_TIMEOUT
  --json             one JSON document on standard output; errors as one on standard error
  --help, --version

Exit status: 0 done · 1 unexpected or refused · 2 usage · 10 no such backup · 11 it exists, or another is running ·
12 server or Elasticsearch away · 130 interrupted. Of two components the worse one counts.

  camunda-backup create --component operate
  camunda-backup list --json
`
