{{- define "camunda-backup.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "camunda-backup.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "camunda-backup.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Room for a suffix. Names of CronJobs have at most 52 characters, and their Jobs and pods are named after them. */}}
{{- define "camunda-backup.shortname" -}}
{{- include "camunda-backup.fullname" . | trunc 43 | trimSuffix "-" -}}
{{- end -}}

{{- define "camunda-backup.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "camunda-backup.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "camunda-backup.selectorLabels" -}}
app.kubernetes.io/name: {{ include "camunda-backup.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "camunda-backup.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
{{ include "camunda-backup.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end -}}

{{- define "camunda-backup.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "camunda-backup.scheme" -}}
{{- ternary "https" "http" (ne .Values.tls.existingSecret "") -}}
{{- end -}}

{{/* Where probes and Prometheus ask, and how. */}}
{{- define "camunda-backup.management.port" -}}
{{- ternary "management" "http" (ne (int .Values.server.managementPort) 0) -}}
{{- end -}}

{{- define "camunda-backup.management.scheme" -}}
{{- if .Values.server.managementPort }}http{{ else }}{{ include "camunda-backup.scheme" . }}{{ end -}}
{{- end -}}

{{- define "camunda-backup.serverUrl" -}}
{{- printf "%s://%s.%s.svc:%d" (include "camunda-backup.scheme" .) (include "camunda-backup.fullname" .) .Release.Namespace (int .Values.service.port) -}}
{{- end -}}
