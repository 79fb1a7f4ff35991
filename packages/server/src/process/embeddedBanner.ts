/** What a person reads after `npm start` in embedded mode: that nothing in it is real, and what to type next. */
export const embeddedBanner = (url: string, repository: string): string => `
camunda-backup is listening on ${url}

  EMBEDDED MODE: there is no real Elasticsearch behind it. An emulator in this process holds the indices of a small
  Camunda 8.7 and the repository "${repository}". Nothing here is a real backup, and all of it is gone when this process ends.
  To use a real Elasticsearch set CAMUNDA_BACKUP_ELASTICSEARCH_URL, CAMUNDA_BACKUP_REPOSITORY and
  CAMUNDA_BACKUP_CAMUNDA_VERSION (see README.md).

Open ${url}/ in a browser: the state of the backups. Or try, in another terminal:

  curl -X POST ${url}/operate/actuator/backups -H 'Content-Type: application/json' -d '{"backupId": 1732300000}'
  curl ${url}/operate/actuator/backups/1732300000
  curl ${url}/operate/actuator/backups
  curl -X DELETE ${url}/operate/actuator/backups/1732300000 -i

The same for tasklist. Ctrl-C stops it.
`
