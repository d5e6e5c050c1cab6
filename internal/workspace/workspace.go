// Package workspace reads a folder of input files into the input of a plan, and makes new
// folders. Reading goes through fs.FS, so that embedded samples take the same path, and
// finds the faults of all files at once.
package workspace

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/table"
	"turno/plan"
	"turno/plan/capacity"
	"turno/plan/scenario"
	"turno/schedule"
)

// The files of a workspace. A table may be compressed, with .gz behind its name, or a
// workbook, with .xlsx for .csv.
const (
	settingsFile  = "turno.yaml"
	historyFile   = "history.csv"
	agentsFile    = "agents.csv"
	absencesFile  = "absences.csv"
	requestsFile  = "requests.csv"
	publishedFile = "published.csv"
	budgetFile    = "budget.csv"
)

// Options choose what to plan.
type Options struct {
	From  calendar.Date // first day; zero is the first local day after the history
	Weeks int           // length in weeks of 7 local days; 0 means 1
	Now   string        // stamps results, local or RFC 3339; empty is the end of the history

	Actual *[]forecast.Series // takes what the history holds from From on: the period may have begun; nil refuses one that has
}

// Zones lists well-known time zones, for suggestions.
func Zones() []string { return settings.Zones() }

// Load reads the workspace. The error is a *fault.Error with the faults of every file and
// option, or that of the disk.
func Load(fsys fs.FS, opt Options) (plan.Input, error) {
	in, _, err := LoadScenarios(fsys, opt)
	return in, err
}

// LoadScenarios is Load with the scenarios of turno.yaml.
func LoadScenarios(fsys fs.FS, opt Options) (plan.Input, []scenario.Scenario, error) {
	l := &loader{fsys: fsys, zone: time.UTC, lines: map[string]int{}, kinds: map[table.KindOf]int{}}
	set := l.settings()
	if set == nil { // the other files still have faults of their own
		set = &settings.Settings{Calendar: calendar.Plain(time.UTC), Interval: 5 * time.Minute}
	}
	sound := l.faults.Err() == nil // only then are names checked against turno.yaml
	history := l.history(set, sound || set.Zoned)
	team := l.team(set, sound)
	if sound && len(history) > 0 {
		l.queues(set, history)
	}
	if opt.Actual != nil && len(history) > 0 {
		if history, *opt.Actual = parted(history, opt.From.In(l.zone)); len(history) == 0 {
			l.faults.Addf(historyFile, 0, 0, "nothing before %s: expected the history that the plan was made from as well", opt.From)
		}
	}
	in := plan.Input{
		Name: set.Name, Calendar: set.Calendar, Seed: set.Seed, Currency: set.Currency, Language: set.Language, Locale: set.Locale, FTE: set.FTE, Campaigns: set.Campaigns,
		Events: set.Events, Overrides: set.Overrides, Queues: set.Queues, Streams: set.Streams, Rates: set.Rates, Measured: set.Measured, Team: team, Risk: set.Risk, Replications: set.Replications,
		Late: set.Late, Deflects: set.Deflects,
	}
	if !sound || len(history) == 0 {
		l.assessments(nil, time.Time{})
	} else {
		in.Period, in.Now = l.period(history, set, opt)
		l.assess(&in, set)
		in.History = l.onto(in.Period, history)
		versions := l.versions()
		for i := range versions {
			l.shiftsOf(&versions[i], in.Period.Start.Add(-lookBack), in.Period.End())
			versions[i].Shifts = team.Recognised(versions[i].Shifts)
		}
		in.Team.Published = past(in.Period.Start, team.Published, versions)
		in.Base = Told(versions, in.Period)
	}
	if l.err() == nil {
		in = in.Rated()
	}
	scenarios := l.scenarios(set, in)
	in.Capacity = l.budget(set.Capacity)
	if err := l.err(); err != nil {
		return plan.Input{}, nil, err
	}
	return in, scenarios, nil
}

// scenarios checks what of the scenarios only the whole workspace can tell.
func (l *loader) scenarios(set *settings.Settings, in plan.Input) []scenario.Scenario {
	var agents []string
	for _, a := range in.Team.Agents {
		agents = append(agents, a.ID)
	}
	var out []scenario.Scenario
	for _, s := range set.Scenarios {
		if len(agents) > 0 { // else agents.csv has faults of its own
			s.Mentioned(settingsFile, agents, &l.faults)
		}
		out = append(out, s.Scenario)
	}
	for _, s := range set.Scenarios {
		if l.err() != nil {
			break
		}
		if err := s.Check(in); err != nil {
			l.faults.Addf(settingsFile, s.Line, s.Column, "%v", err)
		}
	}
	return out
}

// loader reads one workspace and collects what is wrong with it.
type loader struct {
	fsys   fs.FS
	faults fault.List
	failed error // of the disk
	zone   *time.Location
	lines  map[string]int // of the history, where each queue first stands
	kinds  map[table.KindOf]int
}

func (l *loader) err() error {
	if l.failed != nil {
		return l.failed
	}
	return l.faults.Err()
}

// keep records the faults of a reader, or the error of the disk.
func (l *loader) keep(name string, err error) {
	if _, bad := errors.AsType[*fault.Error](err); bad || err == nil {
		l.faults.Merge(name, err)
	} else if l.failed == nil {
		l.failed = err
	}
}

// forms are the names that a file of a workspace may bear.
func forms(name string) []string {
	if table, ok := strings.CutSuffix(name, ".csv"); ok {
		return []string{name, name + ".gz", table + ".xlsx"}
	}
	return []string{name}
}

// open finds a file under one of its names; nil is a file that is not there or cannot be
// read, which is a fault unless it may be missing, and so are several side by side.
func (l *loader) open(name, missing string) (fs.File, string) {
	var found []string
	for _, n := range forms(name) {
		_, err := fs.Stat(l.fsys, n)
		switch {
		case err == nil:
			found = append(found, n)
		case !errors.Is(err, fs.ErrNotExist): // the folder is closed, or none: it cannot be told which names are there
			l.faults.Addf(name, 0, 0, "cannot be read (%v): expected a file in a folder that you may read", rootCause(err))
			return nil, name
		}
	}
	switch {
	case len(found) > 1:
		l.faults.Addf(name, 0, 0, "both %s and %s are there: expected one of them", found[0], found[1])
		return nil, name
	case len(found) == 0:
		if _, err := fs.Stat(l.fsys, name+".gz"); err == nil {
			l.faults.Addf(name+".gz", 0, 0, "compressed, which %s may not be: expected it unpacked", name)
			return nil, name
		}
		if missing != "" {
			l.faults.Addf(name, 0, 0, "no such file: %s", missing)
		}
		return nil, name
	}
	name = found[0]
	f, err := openPlain(l.fsys, name)
	if err != nil {
		l.faults.Addf(name, 0, 0, "%v", err)
		return nil, name
	}
	return f, name
}

// openPlain opens a file but no folder, pipe or device, which might never end.
func openPlain(fsys fs.FS, name string) (fs.File, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot be read (%w): expected a file that you may read", rootCause(err))
	case info.IsDir():
		return nil, errors.New("is a folder: expected a file")
	case !info.Mode().IsRegular():
		return nil, errors.New("is not a plain file: expected one")
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot be opened (%w): expected a file that you may read", rootCause(err))
	}
	return f, nil
}

func rootCause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// settings reads turno.yaml; nil when nothing of it could be read.
func (l *loader) settings() *settings.Settings {
	f, name := l.open(settingsFile, "expected the team's plan; turno init --sample moda --workspace DIR writes an example")
	if f == nil {
		return nil
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, settings.MaxBytes+1))
	if err != nil {
		l.faults.Addf(name, 0, 0, "cannot be read (%v): expected a plain text file", rootCause(err))
		return nil
	}
	set, err := settings.DecodeOver(l.measured(), name, data)
	l.keep(name, err)
	if set != nil {
		l.zone = set.Calendar.Zone
	}
	return set
}

// history reads what came in. Where the zone is in doubt it only looks that the file is
// there: read in the wrong one, sound times look doubled or skipped.
func (l *loader) history(set *settings.Settings, zoned bool) []forecast.Series {
	f, name := l.open(historyFile, "expected what came in, with the columns timestamp,queue,volume")
	if f == nil {
		return nil
	}
	defer f.Close()
	if !zoned {
		return nil
	}
	opt := table.HistoryOptions{Zone: l.zone, Lines: l.lines, Kinds: l.kinds}
	if len(set.Queues) == 1 { // a file without a queue column can only mean that one
		opt.Queue = set.Queues[0].Name
	}
	series, err := table.ReadHistory(name, f, opt)
	l.keep(name, err)
	if err != nil {
		return nil
	}
	return series
}

func (l *loader) team(set *settings.Settings, sound bool) schedule.Team {
	opt := table.PeopleOptions{Zone: l.zone, Zones: settings.Zones()}
	if sound {
		opt.Contracts = slices.Sorted(maps.Keys(set.Contracts))
		opt.Queues = queueNames(set)
		opt.ShiftKinds = slices.Sorted(maps.Keys(set.ShiftKinds))
	}
	t := schedule.Team{Contracts: set.Contracts, ShiftKinds: set.ShiftKinds, Shrinkage: set.Shrinkage, Weights: set.Weights}
	t.Agents = readTable(l, agentsFile, "expected the people of the team, with the columns agent,contract,skills", table.ReadAgents, opt)
	opt.Own = table.ZonesOf(t.Agents)
	for _, a := range t.Agents {
		opt.Agents = append(opt.Agents, a.ID)
	}
	for _, away := range readTable(l, absencesFile, "", readAway, opt) {
		t.Absences, t.Meetings = away.Absences, away.Meetings
	}
	t.Requests = readTable(l, requestsFile, "", table.ReadRequests, opt)
	opt.Agents, opt.Queues = nil, nil // a roster of the past may name who and what is gone
	t.Published = t.Recognised(readTable(l, publishedFile, "", table.ReadRoster, opt))
	return t
}

// budget completes the settings by budget.csv.
func (l *loader) budget(c capacity.Settings) capacity.Settings {
	rows := readTable(l, budgetFile, "", table.ReadBudget, table.PeopleOptions{})
	if len(rows) > 0 && len(c.Budget) > 0 {
		l.faults.Addf(budgetFile, 0, 0, "turno.yaml holds a budget too (capacity: budget): expected one of both")
	}
	if len(rows) > 0 {
		c.Budget = rows
	}
	return c
}

// readAway is table.ReadAbsences for readTable.
func readAway(name string, r io.Reader, opt table.PeopleOptions) ([]table.Away, error) {
	away, err := table.ReadAbsences(name, r, opt)
	return []table.Away{away}, err
}

// readTable reads one table about people; a file that may be missing has no text for it.
func readTable[T any](l *loader, file, missing string, read func(string, io.Reader, table.PeopleOptions) ([]T, error), opt table.PeopleOptions) []T {
	f, name := l.open(file, missing)
	if f == nil {
		return nil
	}
	defer f.Close()
	rows, err := read(name, f, opt)
	l.keep(name, err)
	if err != nil {
		return nil
	}
	return rows
}

func queueNames(set *settings.Settings) []string {
	names := make([]string, len(set.Queues))
	for i, q := range set.Queues {
		names[i] = q.Name
	}
	return names
}

// queues checks that history and turno.yaml name the same queues. One that only receives
// pivots needs no history.
func (l *loader) queues(set *settings.Settings, history []forecast.Series) {
	names := queueNames(set)
	seen := map[string]bool{}
	for _, s := range history {
		seen[s.Queue] = true
		if !slices.Contains(names, s.Queue) {
			l.faults.Add(fault.Fault{File: historyFile, Line: l.lines[s.Queue], Value: s.Queue, Hint: fault.Closest(s.Queue, names),
				Expected: "not a queue of turno.yaml: expected one of " + strings.Join(names, ", ") + "; add it there, or take its rows out"})
		}
	}
	l.kindsFit(set, history)
	for _, streams := range set.Streams {
		for _, s := range streams {
			for _, p := range s.Pivots {
				seen[p.To] = true
			}
		}
	}
	for _, name := range names {
		if !seen[name] {
			l.faults.Add(fault.Fault{File: historyFile, Value: name,
				Expected: "no rows for this queue of turno.yaml: expected its history, or a pivot of another queue that leads to it"})
		}
	}
}

// lookBack is how far before the period published shifts bear on it.
const lookBack = 9 * 7 * 24 * time.Hour

// before keeps the shifts that start before the period: those within it are planned anew.
func before(start time.Time, shifts []schedule.Shift) []schedule.Shift {
	return slices.DeleteFunc(shifts, func(s schedule.Shift) bool { return !s.Start.Before(start) })
}
