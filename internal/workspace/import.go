package workspace

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/messages"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/result"
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

// Known splits a result into what belongs to queues of turno.yaml and the names of those
// that are not there. Without turno.yaml all are known.
func (in Intake) Known(r messages.Result) (messages.Result, []string) {
	if in.Settings == nil {
		return r, nil
	}
	known := in.Queues()
	var other []string
	for _, q := range r.Queues {
		if !slices.Contains(known, q.Queue) {
			other = append(other, q.Queue)
		}
	}
	r.Queues = slices.DeleteFunc(slices.Clone(r.Queues), func(q messages.Measures) bool { return !slices.Contains(known, q.Queue) })
	r.History = slices.DeleteFunc(slices.Clone(r.History), func(s forecast.Series) bool { return !slices.Contains(known, s.Queue) })
	return r, other
}

// Learned are the measured parameters of a workspace after an import: those of its queues
// replace what was measured of an earlier time.
func (in Intake) Learned(r messages.Result) settings.Measured {
	out := settings.Measured{}
	for name, q := range in.Measured {
		out[name] = q
	}
	first, last := in.days(r)
	for i := range r.Queues {
		q := &r.Queues[i]
		m := settings.MeasuredQueue{From: first, To: last, Side: q.Side, CSAT: -1}
		if old, ok := out[q.Queue]; ok && m.To.Before(old.To) {
			continue
		}
		if q.CSATs > 0 {
			m.CSAT = q.CSAT
		}
		m.Flush, m.Turns, m.Think, m.AHT = work(q.Side, &q.Work)
		m.Kinds = measuredKinds(q)
		var moves []messages.Moved
		for _, p := range r.Moved {
			if p.From == q.Queue {
				moves = append(moves, p)
			}
		}
		m.Pivots = pivots(&q.Work, moves)
		if m.Flush.N+m.Turns.N+m.Think.N+m.AHT.N+len(m.Pivots) > 0 || m.CSAT >= 0 {
			out[q.Queue] = m
		}
	}
	return out
}

// work is what is known of a queue's work, or of one kind's, as far as it has a meaning there.
func work(side messages.Side, w *messages.Work) (flush, turns, think, aht settings.Interval) {
	if side != messages.Voice && side != messages.Chat {
		flush, turns, think = told(w.Flush()), told(w.Turns()), told(w.ThinkTime())
	}
	return flush, turns, think, told(w.HandleTime())
}

func pivots(w *messages.Work, moves []messages.Moved) (out []forecast.Pivot) {
	for _, p := range moves {
		if w.Answered > 0 {
			out = append(out, forecast.Pivot{To: p.To, Share: p.Share(w).Value, Lag: time.Duration(p.Lag.Mean()) * time.Second, DropOff: p.DropOff().Value})
		}
	}
	return out
}

// measuredKinds is the mix of a queue's messages, and what is known of the kinds seen often
// enough.
func measuredKinds(q *messages.Measures) (out []settings.MeasuredKind) {
	for i := range q.Kinds {
		k := &q.Kinds[i]
		if k.Kind == "" || k.Volume < messages.Least {
			continue
		}
		m := settings.MeasuredKind{Kind: string(k.Kind), Share: told(q.Mix(k, -1)), Pivots: pivots(&k.Work, k.Moved)}
		m.Flush, m.Turns, m.Think, m.AHT = work(q.Side, &k.Work)
		out = append(out, m)
	}
	return out
}

// days are the first and last that an export covers; rows that stand alone, such as one of a
// wrong year, do not count.
func (in Intake) days(r messages.Result) (first, last calendar.Date) {
	from, to := time.Unix(r.Counts.First, 0), time.Unix(r.Counts.Last, 0)
	if n := len(r.Spans); n > 0 {
		from, to = r.Spans[0].From, r.Spans[n-1].To.Add(-time.Second)
	}
	return calendar.DateOf(from.In(in.Calendar.Zone)), calendar.DateOf(to.In(in.Calendar.Zone))
}

func told(p messages.Parameter) settings.Interval {
	if p.N < messages.Least {
		return settings.Interval{}
	}
	return settings.Interval{Value: p.Value, Low: p.Low, High: p.High, N: int(min(p.N, 1<<31-1))}
}

// WriteImport writes the history, the measured parameters and, where there is none, the
// rules of import.yaml into the folder. Each file is written beside and moved into its
// place. It fails with the error of the disk.
func WriteImport(dir string, in Intake, history []forecast.Series, measured settings.Measured) error {
	data, err := historyCSV(history, in.Calendar.Zone)
	if err != nil {
		return err
	}
	name := cmp.Or(in.form, historyFile)
	if strings.HasSuffix(name, ".gz") {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		_, err = z.Write(data)
		if err = errors.Join(err, z.Close()); err != nil {
			return err
		}
		data = packed.Bytes()
	}
	files := []struct {
		name string
		data []byte
	}{{measuredFile, settings.EncodeMeasured(measured)}, {name, data}}
	if !in.Told {
		files = append(files, struct {
			name string
			data []byte
		}{importFile, []byte(importText)})
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, f := range files {
		if err := result.WriteTable(filepath.Join(dir, f.name), func(w io.Writer) error {
			_, err := w.Write(f.data)
			return err
		}); err != nil {
			return fmt.Errorf("writing %s: %w", f.name, err)
		}
	}
	return nil
}

// Fits checks that a history of a step, beginning where r's does, can join the stored one.
func (in Intake) Fits(r messages.Result, step time.Duration) error {
	if len(in.History) == 0 || len(r.History) == 0 {
		return nil
	}
	if strings.HasSuffix(in.form, ".xlsx") {
		return &fault.Error{Faults: []fault.Fault{{File: in.form, Expected: "an import cannot be joined with a workbook: expected " + historyFile + "; save the sheet as CSV (UTF-8)"}}}
	}
	stored := in.History[0].Grid
	if step != 0 && step != stored.Step {
		return &fault.Error{Faults: []fault.Fault{{File: "--step", Value: value.FormatDuration(step), Expected: "history.csv has intervals of " + value.FormatDuration(stored.Step) + ": expected the same"}}}
	}
	if stored.Step > time.Hour || r.History[0].Grid.Start.Sub(stored.Start)%stored.Step != 0 {
		return &fault.Error{Faults: []fault.Fault{{File: historyFile, Expected: "its intervals of " + value.FormatDuration(stored.Step) +
			" are not those of the import: expected intervals of an hour or less that begin with the hours of " + in.Calendar.Zone.String()}}}
	}
	return nil
}
