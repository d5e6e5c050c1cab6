package workspace_test

import (
	"bytes"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/internal/workspace"
	"turno/internal/workspace/table"
	"turno/schedule"
)

// day is a date of November 2026 at an hour.
func day(d, hour int) time.Time { return time.Date(2026, 11, d, hour, 0, 0, 0, time.UTC) }

func shift(agent string, d int) schedule.Shift {
	return schedule.Shift{Agent: agent, Start: day(d, 9), End: day(d, 17)}
}

// published is a workspace's folder with these versions.
func published(t testing.TB, versions ...workspace.Version) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, v := range versions {
		var doc, rows bytes.Buffer
		require.NoError(t, workspace.WriteVersion(&doc, v))
		require.NoError(t, table.WriteRoster(&rows, v.Shifts, time.UTC))
		fsys[workspace.VersionDir(v.Number)+"/version.json"] = &fstest.MapFile{Data: doc.Bytes()}
		fsys[workspace.VersionDir(v.Number)+"/roster.csv"] = &fstest.MapFile{Data: rows.Bytes()}
	}
	return fsys
}

func TestVersionsReadBack(t *testing.T) {
	first := workspace.Version{
		Number: 1, From: day(9, 0), To: day(16, 0), Now: day(8, 0), Frozen: day(11, 0), Seed: 7, Forced: true,
		Changes: []workspace.VersionChange{{Agent: "a", Kind: "moved", Before: &workspace.VersionSpan{Start: day(9, 9), End: day(9, 17)}}},
		Shifts:  []schedule.Shift{shift("a", 9), shift("a", 12)},
	}
	second := workspace.Version{Number: 12, Against: 1, From: day(12, 0), To: day(19, 0), Now: day(10, 0), Shifts: []schedule.Shift{shift("a", 13), shift("b", 17)}}
	fsys := published(t, second, first)
	fsys["published/notes.txt"] = &fstest.MapFile{Data: []byte("of others")}
	fsys["published/.0013.new-XYZ/roster.csv"] = &fstest.MapFile{Data: []byte("left by a crash")}
	got, err := workspace.ReadVersions(fsys, time.UTC, day(9, 0), day(23, 0))
	require.NoError(t, err)
	require.Len(t, got, 2)
	first.Changes, second.Changes = got[0].Changes, got[1].Changes // pointers, compared below
	assert.Equal(t, []workspace.Version{first, second}, got)
	assert.Equal(t, "moved", got[0].Changes[0].Kind)

	period := calendar.Grid{Start: day(9, 0), Step: time.Hour, N: 14 * 24}
	told := workspace.Told(got, period)
	assert.Equal(t, 10*24, told.Grid.N, "to the end of the second version")
	assert.Equal(t, []schedule.Shift{shift("a", 9), shift("a", 13), shift("b", 17)}, told.Shifts, "the newer version holds where both speak")
	later := workspace.Told(got, calendar.Grid{Start: day(19, 0), Step: time.Hour, N: 24})
	assert.Zero(t, later.Grid.N)

	far, err := workspace.ReadVersions(fsys, time.UTC, day(25, 0), day(26, 0))
	require.NoError(t, err)
	assert.Empty(t, far[0].Shifts, "rosters of other times are not read")
}

func TestBadVersions(t *testing.T) {
	good := workspace.Version{Number: 1, From: day(9, 0), To: day(16, 0), Shifts: []schedule.Shift{shift("a", 9)}}
	for want, spoil := range map[string]func(fstest.MapFS){
		"published/0001/version.json: is not JSON":    func(f fstest.MapFS) { f["published/0001/version.json"].Data = []byte("{") },
		"published/0001/version.json: kind":           func(f fstest.MapFS) { f["published/0001/version.json"].Data = []byte(`{"version":1,"kind":"roster"}`) },
		"published/0001/version.json: cannot be read": func(f fstest.MapFS) { delete(f, "published/0001/version.json") },
		"published/0001/roster.csv: cannot be read":   func(f fstest.MapFS) { delete(f, "published/0001/roster.csv") },
		"published/0001/roster.csv:2:3":               func(f fstest.MapFS) { f["published/0001/roster.csv"].Data = []byte("agent,start,end\na,x,y\n") },
	} {
		fsys := published(t, good)
		spoil(fsys)
		_, err := workspace.ReadVersions(fsys, time.UTC, day(9, 0), day(16, 0))
		assert.ErrorContains(t, err, want)
	}
}

// FuzzVersion reads any version.json without a panic; what is read is written back alike.
func FuzzVersion(f *testing.F) {
	var doc bytes.Buffer
	if err := workspace.WriteVersion(&doc, workspace.Version{Number: 1, From: day(9, 0), To: day(16, 0), Frozen: day(11, 0)}); err != nil {
		f.Fatal(err)
	}
	f.Add(doc.Bytes())
	f.Add([]byte(`{"version":1,"kind":"published","number":1,"from":"2026-11-09T00:00:00Z","to":"9999-01-01T00:00:00Z","changes":[{}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := fstest.MapFS{"published/0001/version.json": {Data: data}, "published/0001/roster.csv": {Data: []byte("agent,start,end\n")}}
		got, err := workspace.ReadVersions(fsys, time.UTC, day(9, 0), day(16, 0))
		if err != nil {
			return
		}
		var again bytes.Buffer
		require.NoError(t, workspace.WriteVersion(&again, got[0]))
		fsys["published/0001/version.json"] = &fstest.MapFile{Data: again.Bytes()}
		back, err := workspace.ReadVersions(fsys, time.UTC, day(9, 0), day(16, 0))
		require.NoError(t, err)
		assert.True(t, got[0].From.Equal(back[0].From) && got[0].Number == back[0].Number && len(got[0].Changes) == len(back[0].Changes))
	})
}
