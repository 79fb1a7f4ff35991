{{/* What every pod of the chart has. */}}
{{- define "camunda-backup.pod" -}}
serviceAccountName: {{ include "camunda-backup.serviceAccountName" . | quote }}
# Nothing here speaks to Kubernetes, and its Services are not our settings.
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "camunda-backup.container" -}}
image: {{ include "camunda-backup.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* What the schema cannot say: settings that need each other. In words for whoever installs. */}}
{{- define "camunda-backup.demands" -}}
{{- with .Values -}}
{{- if and (not .server.enabled) (not .cronJob.enabled) -}}
{{- fail "server.enabled and cronJob.enabled are both false: nothing would be installed." -}}
{{- end -}}
{{- if not .elasticsearch.urls -}}
{{- fail "elasticsearch.urls is empty. Set it to the addresses of the Elasticsearch of Operate and Tasklist, such as [https://elasticsearch:9200]." -}}
{{- end -}}
{{- range $i, $url := .elasticsearch.urls -}}
{{- if contains "@" $url -}}
{{- fail (printf "elasticsearch.urls: address %d of %d has a user name or a password in it. Put them into a Secret, and name it in elasticsearch.credentials.existingSecret." (add1 $i) (len $.Values.elasticsearch.urls)) -}}
{{- end -}}
{{- end -}}
{{- range .extraEnv -}}
{{- if and (regexMatch "(PASSWORD|APIKEY|TOKEN|CLIENT_KEY)$" .name) (hasKey . "value") -}}
{{- fail (printf "extraEnv: %s is a secret and is given as a value. Use valueFrom.secretKeyRef." .name) -}}
{{- end -}}
{{- end -}}
{{- if not .camunda.version -}}
{{- fail "camunda.version is not set. Set it to the exact version of Camunda, such as 8.7.2." -}}
{{- end -}}
{{- if not .camunda.repository -}}
{{- fail "camunda.repository is not set. Set it to the name of the snapshot repository in Elasticsearch." -}}
{{- end -}}
{{- if and .server.enabled (not .access.existingSecret) (not .access.auth) -}}
{{- fail "Nothing says who may delete and restore backups. Set access.existingSecret to a Secret with the access file (docs/security.md), or access.auth to none where something else keeps others out." -}}
{{- end -}}
{{- if and .server.managementPort (eq (int .server.managementPort) (int .server.port)) -}}
{{- fail "server.managementPort is server.port: give it another one." -}}
{{- end -}}
{{- if and .access.existingSecret .access.auth -}}
{{- fail "access.existingSecret and access.auth contradict each other. Set one." -}}
{{- end -}}
{{- if and .elasticsearch.credentials.existingSecret .elasticsearch.apiKey.existingSecret -}}
{{- fail "elasticsearch.credentials and elasticsearch.apiKey contradict each other. Set one." -}}
{{- end -}}
{{- if and .tls.clientCa.existingSecret (not .tls.existingSecret) -}}
{{- fail "tls.clientCa needs tls.existingSecret: without TLS nobody shows a certificate." -}}
{{- end -}}
{{- if and .server.enabled .cronJob.enabled .access.existingSecret (not .cronJob.token.existingSecret) -}}
{{- fail "cronJob.token.existingSecret is not set, and the server answers nobody without a token." -}}
{{- end -}}
{{- end -}}
{{- end -}}
