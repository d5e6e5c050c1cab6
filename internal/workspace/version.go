package workspace

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"time"

	"turno/forecast/calendar"
	"turno/internal/workspace/table"
	"turno/schedule"
)

// The folder of published rosters: one folder a version, named by its number.
const (
	versionsDir    = "published"
	versionFile    = "version.json"
	versionRoster  = "roster.csv"
	maxVersionSize = 64 << 20 // of version.json, which lists what changed
)

// MaxVersions is the greatest number of a version.
const MaxVersions = 9999

// VersionDir is the folder of a version within the workspace: published/0007.
func VersionDir(number int) string { return path.Join(versionsDir, fmt.Sprintf("%04d", number)) }

// Version is a roster that people were told, of the period [From, To).
type Version struct {
	Number   int
	From, To time.Time
	Now      time.Time // when it was published
	Frozen   time.Time // shifts that start before it are promised; the zero time promises none
	Seed     uint64
	Forced   bool            // it breaks a hard rule, or an earlier promise
	Against  int             // the version that it follows in this period; 0 is none
	Changes  []VersionChange // from there
	Shifts   []schedule.Shift
}

// VersionChange is what became of one person's shift.
type VersionChange struct {
	Agent  string       `json:"agent"`
	Kind   string       `json:"kind"`
	With   string       `json:"with,omitempty"`
	Before *VersionSpan `json:"before,omitempty"`
	After  *VersionSpan `json:"after,omitempty"`
}

// VersionSpan is the times of a shift.
type VersionSpan struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// versionDocument is version.json.
type versionDocument struct {
	Version int             `json:"version"`
	Kind    string          `json:"kind"` // published
	Number  int             `json:"number"`
	From    time.Time       `json:"from"`
	To      time.Time       `json:"to"`
	Now     time.Time       `json:"published"`
	Frozen  *time.Time      `json:"frozen_until"`
	Seed    uint64          `json:"seed"`
	Forced  bool            `json:"forced"`
	Shifts  int             `json:"shifts"`
	Against int             `json:"against"`
	Changes []VersionChange `json:"changes"`
}

// WriteVersion writes version.json, which ReadVersions reads back.
func WriteVersion(w io.Writer, v Version) error {
	doc := versionDocument{
		Version: 1, Kind: versionsDir, Number: v.Number, From: v.From, To: v.To, Now: v.Now, Seed: v.Seed, Forced: v.Forced,
		Shifts: len(v.Shifts), Against: v.Against, Changes: v.Changes,
	}
	if !v.Frozen.IsZero() {
		doc.Frozen = &v.Frozen
	}
	if doc.Changes == nil {
		doc.Changes = []VersionChange{}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(doc)
}

// ReadVersions reads the published versions of a workspace, the oldest first; the shifts
// only of those whose period touches [from, to). The error is a *fault.Error with all
// faults, or that of the disk.
func ReadVersions(fsys fs.FS, zone *time.Location, from, to time.Time) ([]Version, error) {
	l := &loader{fsys: fsys, zone: zone, lines: map[string]int{}}
	out := l.versions()
	for i := range out {
		l.shiftsOf(&out[i], from, to)
	}
	if err := l.err(); err != nil {
		return nil, err
	}
	return out, nil
}

// versions reads every version.json.
func (l *loader) versions() []Version {
	entries, err := fs.ReadDir(l.fsys, versionsDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		l.faults.Addf(versionsDir, 0, 0, "cannot be read (%v): expected the folder of published rosters", rootCause(err))
		return nil
	}
	var out []Version
	for _, e := range entries {
		number, ok := versionNumber(e.Name())
		if !ok || !e.IsDir() {
			continue // of others, or left behind by a crash
		}
		if v, ok := l.version(number, e.Name()); ok {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b Version) int { return cmp.Compare(a.Number, b.Number) })
	return out
}

// versionNumber is the number of a version's folder.
func versionNumber(name string) (int, bool) {
	n, err := strconv.Atoi(name)
	return n, err == nil && n >= 1 && n <= MaxVersions && fmt.Sprintf("%04d", n) == name
}

func (l *loader) version(number int, folder string) (Version, bool) {
	name := path.Join(versionsDir, folder, versionFile)
	f, err := openPlain(l.fsys, name)
	if err != nil {
		l.faults.Addf(name, 0, 0, "%v that turno publish writes", err)
		return Version{}, false
	}
	defer f.Close()
	var doc versionDocument
	if err := json.NewDecoder(io.LimitReader(f, maxVersionSize)).Decode(&doc); err != nil {
		l.faults.Addf(name, 0, 0, "is not JSON as turno publish writes it (%v): restore it, or take the folder away", err)
		return Version{}, false
	}
	if doc.Kind != versionsDir || doc.Version != 1 || doc.Number != number || !doc.From.Before(doc.To) {
		l.faults.Addf(name, 0, 0, "kind %q, version %d, number %d, from %s to %s: expected kind %q, version 1, number %d and a period: restore it, or take the folder away",
			doc.Kind, doc.Version, doc.Number, doc.From.Format(time.RFC3339), doc.To.Format(time.RFC3339), versionsDir, number)
		return Version{}, false
	}
	v := Version{Number: number, From: doc.From, To: doc.To, Now: doc.Now, Seed: doc.Seed, Forced: doc.Forced, Against: doc.Against, Changes: doc.Changes}
	if doc.Frozen != nil {
		v.Frozen = *doc.Frozen
	}
	return v, true
}

// shiftsOf reads the roster of a version whose period touches [from, to).
func (l *loader) shiftsOf(v *Version, from, to time.Time) {
	if !v.From.Before(to) || !v.To.After(from) {
		return
	}
	name := path.Join(VersionDir(v.Number), versionRoster)
	f, err := openPlain(l.fsys, name)
	if err != nil {
		l.faults.Addf(name, 0, 0, "%v that turno publish writes", err)
		return
	}
	defer f.Close()
	v.Shifts, err = table.ReadRoster(name, f, table.PeopleOptions{Zone: l.zone})
	l.keep(name, err)
}

// Covering is the newest of the versions whose period holds the time; false where none does.
func Covering(versions []Version, t time.Time) (Version, bool) {
	for _, v := range slices.Backward(versions) {
		if !t.Before(v.From) && t.Before(v.To) {
			return v, true
		}
	}
	return Version{}, false
}

// Told is what people were told of the period: the shifts of the newest version for every
// time, over the stretch of the grid that versions cover from their first day there on
// without a gap. The grid is empty where none does.
func Told(versions []Version, period calendar.Grid) schedule.Roster {
	out := schedule.Roster{Grid: calendar.Grid{Start: period.Start, Step: period.Step}}
	versions = slices.DeleteFunc(slices.Clone(versions), func(v Version) bool { return !v.From.Before(period.End()) || !v.To.After(period.Start) })
	begun := false
	for i := range period.N {
		_, covered := Covering(versions, period.At(i))
		if covered && !begun {
			begun, out.Grid.Start = true, period.At(i)
		}
		if begun && !covered {
			break
		}
		if begun {
			out.Grid.N++
		}
	}
	out.Shifts = newest(versions, out.Grid.Contains)
	return out
}

// newest lists the shifts of the newest version for their start, where within says so.
func newest(versions []Version, within func(time.Time) bool) []schedule.Shift {
	var out schedule.Roster
	for _, v := range versions {
		for _, s := range v.Shifts {
			if c, ok := Covering(versions, s.Start); ok && c.Number == v.Number && within(s.Start) {
				out.Shifts = append(out.Shifts, s)
			}
		}
	}
	out.Sort()
	return out.Shifts
}

// past are the shifts before the period: those of the versions where they cover the time,
// else those of published.csv.
func past(start time.Time, published []schedule.Shift, versions []Version) []schedule.Shift {
	out := schedule.Roster{Shifts: newest(versions, start.After)}
	for _, s := range before(start, published) {
		if _, covered := Covering(versions, s.Start); !covered {
			out.Shifts = append(out.Shifts, s)
		}
	}
	out.Sort()
	return out.Shifts
}
