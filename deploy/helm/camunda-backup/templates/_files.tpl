{{/* Sources of projected volumes: each key of a Secret under the name that the variables say. */}}
{{- define "camunda-backup.source" -}}
- {{ .kind }}:
    name: {{ .name | quote }}
    items:
      {{- range $path, $key := .items }}
      - key: {{ $key | quote }}
        path: {{ $path }}
      {{- end }}
{{- end -}}

{{- define "camunda-backup.source.ca" -}}
{{- if .existingSecret -}}
{{- include "camunda-backup.source" (dict "kind" "secret" "name" .existingSecret "items" (dict "ca.crt" .key)) -}}
{{- else if .existingConfigMap -}}
{{- include "camunda-backup.source" (dict "kind" "configMap" "name" .existingConfigMap "items" (dict "ca.crt" .key)) -}}
{{- end -}}
{{- end -}}

{{- define "camunda-backup.sources.elasticsearch" -}}
{{- with .Values.elasticsearch -}}
{{- if .credentials.existingSecret }}
{{ include "camunda-backup.source" (dict "kind" "secret" "name" .credentials.existingSecret "items" (dict "username" .credentials.usernameKey "password" .credentials.passwordKey)) }}
{{- end }}
{{- if .apiKey.existingSecret }}
{{ include "camunda-backup.source" (dict "kind" "secret" "name" .apiKey.existingSecret "items" (dict "api-key" .apiKey.key)) }}
{{- end }}
{{- with include "camunda-backup.source.ca" .ca }}
{{ . }}
{{- end }}
{{- if .clientCertificate.existingSecret }}
{{ include "camunda-backup.source" (dict "kind" "secret" "name" .clientCertificate.existingSecret "items" (dict "tls.crt" .clientCertificate.certificateKey "tls.key" .clientCertificate.keyKey)) }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "camunda-backup.sources.server" -}}
{{- with .Values.access -}}
{{- if .existingSecret }}
{{ include "camunda-backup.source" (dict "kind" "secret" "name" .existingSecret "items" (dict "access.yaml" .key)) }}
{{- end }}
{{- end -}}
{{- with .Values.tls -}}
{{- if .existingSecret }}
{{ include "camunda-backup.source" (dict "kind" "secret" "name" .existingSecret "items" (dict "tls.crt" .certificateKey "tls.key" .keyKey)) }}
{{- if .clientCa.existingSecret }}
{{ include "camunda-backup.source" (dict "kind" "secret" "name" .clientCa.existingSecret "items" (dict "client-ca.crt" .clientCa.key)) }}
{{- end }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "camunda-backup.sources.cli" -}}
{{- with .Values.cronJob -}}
{{- if .token.existingSecret }}
{{ include "camunda-backup.source" (dict "kind" "secret" "name" .token.existingSecret "items" (dict "token" .token.key)) }}
{{- end }}
{{- with include "camunda-backup.source.ca" .serverCa }}
{{ . }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* `names`: which of the volumes; those without a source are left out. 288 is 0440. */}}
{{- define "camunda-backup.volumes" -}}
{{- $root := .root -}}
{{- range .names }}
{{- $sources := include (printf "camunda-backup.sources.%s" .) $root }}
{{- if $sources }}
- name: {{ . }}
  projected:
    defaultMode: 288
    sources:
      {{- $sources | trim | nindent 6 }}
{{- end }}
{{- end }}
{{- with $root.Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "camunda-backup.volumeMounts" -}}
{{- $root := .root -}}
{{- range .names }}
{{- if include (printf "camunda-backup.sources.%s" .) $root }}
- name: {{ . }}
  mountPath: /etc/camunda-backup/{{ . }}
  readOnly: true
{{- end }}
{{- end }}
{{- with $root.Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}
