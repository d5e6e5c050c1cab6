package workspace

import (
	"cmp"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/messages"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/table"
	"turno/internal/workspace/value"
	"turno/schedule"
	"turno/skills"
)

// The files by which exports become a history, and what they tell.
const (
	importFile   = "import.yaml"
	measuredFile = "measured.yaml"
)

// Intake is what a workspace holds that bears on an export: its settings, what it has
// imported before, and how exports become its queues. Only what is there is filled in.
type Intake struct {
	Settings *settings.Settings // nil where there is no turno.yaml
	Import   settings.Import
	Told     bool // import.yaml is there
	Measured settings.Measured
	History  []forecast.Series
	Calendar *calendar.Calendar
	Step     time.Duration // of the history; an hour where there is none
	form     string        // the name of the history
	text     []byte        // of turno.yaml
}

// ReadIntake reads what a folder holds of a workspace; an empty one is none. The zone is
// that of a folder without turno.yaml. The error is a *fault.Error, or that of the disk.
func ReadIntake(fsys fs.FS, zone *time.Location) (Intake, error) {
	l := &loader{fsys: fsys, zone: zone, lines: map[string]int{}, kinds: map[table.KindOf]int{}}
	in := Intake{Calendar: calendar.Plain(zone), Step: time.Hour, Import: DefaultImport()}
	in.Measured = l.measured()
	if found(fsys, settingsFile) != "" {
		if in.Settings = l.settings(); in.Settings != nil {
			in.Calendar = in.Settings.Calendar
			in.text, _ = l.small(settingsFile)
		}
	}
	if data, ok := l.small(importFile); ok {
		var err error
		in.Import, err = settings.DecodeImport(importFile, data)
		in.Told = true
		l.keep(importFile, err)
	}
	if found(fsys, historyFile) != "" && l.err() == nil {
		set := in.Settings
		if set == nil {
			set = &settings.Settings{}
		}
		if in.History = l.history(set, true); len(in.History) > 0 {
			in.Step = in.History[0].Grid.Step
		}
		in.form = found(fsys, historyFile)
	}
	return in, l.err()
}

// found is the name that a file of a workspace bears; empty where there is none.
func found(fsys fs.FS, name string) string {
	for _, n := range forms(name) {
		if _, err := fs.Stat(fsys, n); err == nil {
			return n
		}
	}
	return ""
}

// small reads a file of settings that may be missing.
func (l *loader) small(name string) ([]byte, bool) {
	f, name := l.open(name, "")
	if f == nil {
		return nil, false
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, settings.MaxBytes+1))
	if err != nil {
		l.faults.Addf(name, 0, 0, "cannot be read (%v): expected a plain text file", rootCause(err))
	}
	return data, err == nil
}

// measured reads what imports have measured, if any have.
func (l *loader) measured() settings.Measured {
	data, ok := l.small(measuredFile)
	if !ok {
		return nil
	}
	m, err := settings.DecodeMeasured(measuredFile, data)
	l.keep(measuredFile, err)
	return m
}

// Collection says how rows are understood in this workspace. A step of 0 is that of its
// history.
func (in Intake) Collection(step time.Duration) messages.Options {
	opt := messages.Options{Calendar: in.Calendar, Step: cmp.Or(step, in.Step), Queue: in.queueOf, Kind: in.kindOf, Missed: in.Import.Missed, Quiet: in.Import.Quiet, Follow: in.Import.Follow,
		Hours: map[string]calendar.Hours{}, Limits: map[string][]messages.Limit{}}
	if in.Settings == nil {
		return opt
	}
	for _, q := range in.Settings.Queues {
		opt.Hours[q.Name] = q.Hours
		for _, t := range q.Targets {
			opt.Limits[q.Name] = append(opt.Limits[q.Name], limit(t))
		}
		if q.Promise != nil {
			opt.Limits[q.Name] = append(opt.Limits[q.Name], limit(*q.Promise))
		}
	}
	return opt
}

func limit(t schedule.Target) messages.Limit {
	l := messages.Limit{Within: t.Within, Open: t.Clock == schedule.OpenOnly, Phase: messages.FirstReply}
	switch t.Measure {
	case schedule.EachReply:
		l.Phase = messages.EachReply
	case schedule.EndToEnd:
		l.Phase = messages.EndToEnd
	}
	return l
}

// queueOf is the queue of a handle: as import.yaml says; else the one of turno.yaml with the
// handle or name and the channel of the side; else a name made of handle and side, or the
// handle's own where only that is a queue of turno.yaml.
func (in Intake) queueOf(handle string, side messages.Side) string {
	plain := func(s string) string { return strings.ToLower(strings.TrimPrefix(strings.TrimSpace(s), "@")) }
	for _, s := range in.Import.Queues {
		if plain(s.Handle) == plain(handle) && (s.Any || s.Side == side) {
			return s.Queue
		}
	}
	if handle == "" {
		return in.Import.Default
	}
	name := value.Slug(strings.TrimPrefix(handle, "@"))
	if side != messages.Public && side != messages.Voice {
		name += "-" + side.String()
	}
	var queues []schedule.Queue
	if in.Settings != nil {
		queues = in.Settings.Queues
	}
	for _, q := range queues {
		if q.Channel == channelOf(side) && (q.Name == handle || plain(q.Handle) == plain(handle)) {
			return q.Name
		}
	}
	has := func(name string) bool {
		return slices.ContainsFunc(queues, func(q schedule.Queue) bool { return q.Name == name })
	}
	if !has(name) && has(handle) {
		return handle
	}
	return name
}

// kindOf is what a queue calls an export's kind of message: as import.yaml says, else the
// kind of turno.yaml by that name, in whichever case. Where turno.yaml tells kinds apart, one
// that it does not have is not told apart.
func (in Intake) kindOf(queue string, kind forecast.Kind) forecast.Kind {
	for from, to := range in.Import.Kinds {
		if strings.EqualFold(from, string(kind)) {
			return forecast.Kind(to)
		}
	}
	name := forecast.Kind(value.Slug(string(kind)))
	if in.Settings == nil {
		return name
	}
	streams := in.Settings.Streams[queue]
	for _, s := range streams {
		if strings.EqualFold(string(s.Kind), string(name)) {
			return s.Kind
		}
	}
	if len(streams) > 1 || len(streams) == 1 && streams[0].Kind != "" {
		return ""
	}
	return name
}

// Queues are the names of turno.yaml; none where there is none.
func (in Intake) Queues() []string {
	if in.Settings == nil {
		return nil
	}
	return queueNames(in.Settings)
}

func channelOf(s messages.Side) skills.Channel {
	switch s {
	case messages.Private:
		return skills.Messaging
	case messages.Email:
		return skills.Email
	case messages.Chat:
		return skills.Chat
	case messages.Voice:
		return skills.Voice
	}
	return skills.Social
}
