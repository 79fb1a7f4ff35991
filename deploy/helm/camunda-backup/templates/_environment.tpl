{{/* Numbers of values are floating: 1000000 would become 1e+06. */}}
{{- define "camunda-backup.text" -}}
{{- if kindIs "float64" . }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- end -}}

{{/* What both programs need to speak to Elasticsearch. Secrets are files. */}}
{{- define "camunda-backup.environment.elasticsearch" -}}
{{- with .Values.elasticsearch -}}
- name: CAMUNDA_BACKUP_ELASTICSEARCH_URL
  value: {{ join "," .urls | quote }}
- name: CAMUNDA_BACKUP_ELASTICSEARCH_VERIFY_HOSTNAME
  value: {{ .verifyHostname | quote }}
{{- if .credentials.existingSecret }}
- name: CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME_FILE
  value: /etc/camunda-backup/elasticsearch/username
- name: CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD_FILE
  value: /etc/camunda-backup/elasticsearch/password
{{- end }}
{{- if .apiKey.existingSecret }}
- name: CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY_FILE
  value: /etc/camunda-backup/elasticsearch/api-key
{{- end }}
{{- if or .ca.existingSecret .ca.existingConfigMap }}
- name: CAMUNDA_BACKUP_ELASTICSEARCH_CA_FILE
  value: /etc/camunda-backup/elasticsearch/ca.crt
{{- end }}
{{- if .clientCertificate.existingSecret }}
- name: CAMUNDA_BACKUP_ELASTICSEARCH_CLIENT_CERTIFICATE_FILE
  value: /etc/camunda-backup/elasticsearch/tls.crt
- name: CAMUNDA_BACKUP_ELASTICSEARCH_CLIENT_KEY_FILE
  value: /etc/camunda-backup/elasticsearch/tls.key
{{- end }}
{{- end }}
{{- with .Values.camunda }}
- name: CAMUNDA_BACKUP_CAMUNDA_VERSION
  value: {{ .version | quote }}
- name: CAMUNDA_BACKUP_REPOSITORY
  value: {{ .repository | quote }}
- name: CAMUNDA_BACKUP_OPERATE_INDEXPREFIX
  value: {{ .operateIndexPrefix | quote }}
- name: CAMUNDA_BACKUP_TASKLIST_INDEXPREFIX
  value: {{ .tasklistIndexPrefix | quote }}
{{- end }}
- name: CAMUNDA_BACKUP_REPLICA
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- end -}}

{{- define "camunda-backup.environment.others" -}}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ include "camunda-backup.text" $value | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "camunda-backup.environment.server" -}}
- name: CAMUNDA_BACKUP_HOST
  value: {{ .Values.server.host | quote }}
- name: CAMUNDA_BACKUP_PORT
  value: {{ int .Values.server.port | quote }}
{{- if .Values.server.managementPort }}
- name: CAMUNDA_BACKUP_MANAGEMENT_PORT
  value: {{ int .Values.server.managementPort | quote }}
{{- end }}
- name: CAMUNDA_BACKUP_COMPONENT
  value: {{ .Values.camunda.component | quote }}
{{- if .Values.access.existingSecret }}
- name: CAMUNDA_BACKUP_ACCESS_FILE
  value: /etc/camunda-backup/server/access.yaml
{{- else }}
- name: CAMUNDA_BACKUP_AUTH
  value: {{ .Values.access.auth | quote }}
{{- end }}
{{- with .Values.tls }}
{{- if .existingSecret }}
- name: CAMUNDA_BACKUP_TLS_CERTIFICATE_PATH
  value: /etc/camunda-backup/server/tls.crt
- name: CAMUNDA_BACKUP_TLS_KEY_PATH
  value: /etc/camunda-backup/server/tls.key
- name: CAMUNDA_BACKUP_TLS_MIN_VERSION
  value: {{ .minVersion | quote }}
{{- if .clientCa.existingSecret }}
- name: CAMUNDA_BACKUP_TLS_CLIENT_CA_PATH
  value: /etc/camunda-backup/server/client-ca.crt
{{- end }}
{{- end }}
{{- end }}
{{ include "camunda-backup.environment.elasticsearch" . }}
{{- include "camunda-backup.environment.others" . }}
{{- end -}}

{{/* Beside a server the CLI asks it; alone it does the work itself. */}}
{{- define "camunda-backup.environment.cli" -}}
{{- if .Values.server.enabled -}}
- name: CAMUNDA_BACKUP_SERVER
  value: {{ include "camunda-backup.serverUrl" . | quote }}
{{- if .Values.cronJob.token.existingSecret }}
- name: CAMUNDA_BACKUP_TOKEN_FILE
  value: /etc/camunda-backup/cli/token
{{- end }}
{{- with .Values.cronJob.serverCa }}
{{- if or .existingSecret .existingConfigMap }}
- name: NODE_EXTRA_CA_CERTS
  value: /etc/camunda-backup/cli/ca.crt
{{- end }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- else -}}
{{ include "camunda-backup.environment.elasticsearch" . }}
{{- include "camunda-backup.environment.others" . }}
{{- end }}
{{- end -}}
