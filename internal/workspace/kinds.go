package workspace

import (
	"slices"
	"strings"

	"turno/forecast"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/table"
	"turno/plan"
)

// kindsFit checks that history and turno.yaml name the same kinds of message, where turno.yaml
// tells kinds apart at all, and that a mix which nobody states is one that the history tells.
func (l *loader) kindsFit(set *settings.Settings, history []forecast.Series) {
	for _, s := range history {
		var names []string
		for _, w := range set.Streams[s.Queue] {
			if w.Kind != "" {
				names = append(names, string(w.Kind))
			}
		}
		for _, k := range s.Kinds {
			if k.Kind == "" || len(names) == 0 || slices.Contains(names, string(k.Kind)) {
				continue
			}
			l.faults.Add(fault.Fault{File: historyFile, Line: l.kinds[table.KindOf{Queue: s.Queue, Kind: k.Kind}], Value: string(k.Kind), Hint: fault.Closest(string(k.Kind), names),
				Expected: "not a kind of message of " + s.Queue + " in turno.yaml: expected one of " + strings.Join(names, ", ") + ", or nothing where it is not told; add it there, or see kinds in import.yaml and import again"})
		}
	}
	for queue, faults := range set.Unmixed {
		k := slices.IndexFunc(history, func(s forecast.Series) bool { return s.Queue == queue })
		if k >= 0 && plan.Mixed(history[k], forecast.Kinds(set.Streams[queue])) {
			continue
		}
		for _, f := range faults {
			l.faults.Add(f)
		}
	}
}
