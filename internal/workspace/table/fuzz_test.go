package table

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/forecast"
	"turno/internal/workspace/fault"
	"turno/skills"
)

// seed adds the rubbish of one reader and a good table to a corpus.
func seed(f *testing.F, kind, good string) {
	archive, err := txtar.ParseFile("testdata/rubbish.txtar")
	require.NoError(f, err)
	for _, file := range archive.Files {
		if path.Dir(file.Name) == kind && strings.HasSuffix(file.Name, ".csv") {
			f.Add(file.Data)
		}
	}
	f.Add([]byte(good))
}

// answered fails the test unless an error is one of faults in the file.
func answered(t *testing.T, err error) {
	var faults *fault.Error
	if err != nil && (!errors.As(err, &faults) || len(faults.Faults) == 0) {
		t.Fatalf("not a fault of the input: %v", err)
	}
}

func FuzzReadHistory(f *testing.F) {
	seed(f, "history", "timestamp,queue,volume,handled,flushed,aht\n2026-10-25 01:00,a,1,1,,5m\n2026-10-25 02:00,a,2,2,0,60\n2026-10-25T03:00:00+01:00,a,2,2,0,60\n")
	f.Add([]byte("timestamp;volume\n2026-11-02;1\n2026-11-03;2\n"))
	f.Add([]byte("timestamp,kind,volume,aht,replies\n2026-10-25 02:00,x,1,60,2\n2026-10-25 02:00,,4,,\n2026-10-25 02:00,,5,1,1\n2026-10-25 03:00,y,,,\n2026-10-25 05:00,x,2,9,0\n"))
	rome := zone(f, "Europe/Rome")
	f.Fuzz(func(t *testing.T, data []byte) {
		series, err := ReadHistory("h.csv", bytes.NewReader(data), HistoryOptions{Zone: rome})
		answered(t, err)
		for _, s := range series {
			require.Len(t, s.Volume, s.Grid.N)
			require.False(t, s.Grid.Step <= 0 || s.Grid.N < 1 || s.Queue == "")
			require.False(t, slices.ContainsFunc(s.Volume, func(v float64) bool { return v < 0 || v > maxVolume }))
			kindsAddUp(t, s)
		}
	})
}

// kindsAddUp wants the parts of a series to make up the whole.
func kindsAddUp(t *testing.T, s forecast.Series) {
	for i := range s.Volume {
		var sum float64
		for _, k := range s.Kinds {
			require.Len(t, k.Volume, s.Grid.N)
			sum += k.Volume[i]
		}
		if s.Kinds != nil && !s.Missing(i) {
			require.InDelta(t, s.Volume[i], sum, 1e-9*s.Volume[i])
		}
	}
}

func FuzzReadAgents(f *testing.F) {
	seed(f, "agents", "agent,contract,skills,name,languages,queues,available,from,to,group,wage\nanna,full,social=1.1 chat=0.9x3 voice,Anna,it en,social-it,mon-fri 08:00-20:00,2026-01-01,2027-01-01,Milano,14.50\n")
	f.Fuzz(func(t *testing.T, data []byte) {
		agents, err := ReadAgents("agents.csv", bytes.NewReader(data), PeopleOptions{})
		answered(t, err)
		for _, a := range agents {
			require.False(t, a.ID == "" || a.Contract == "" || len(a.Abilities) == 0)
		}
	})
}

func FuzzReadAbsences(f *testing.F) {
	seed(f, "absences", "agent,from,to,kind,paid\nanna,2026-11-02,2026-11-03 09:00,sick,no\n")
	f.Add([]byte("agent,from,to,within,length\nanna,2026-11-02,2026-11-03,shift,1h\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		absences, err := ReadAbsences("absences.csv", bytes.NewReader(data), PeopleOptions{})
		answered(t, err)
		for _, a := range absences.Absences {
			require.True(t, a.From.Before(a.To))
		}
		for _, m := range absences.Meetings {
			require.True(t, m.Takes() > 0 && m.Takes() <= min(maxMeeting, m.To.Sub(m.From)))
		}
	})
}

func FuzzReadRequests(f *testing.F) {
	seed(f, "requests", "agent,kind,from,to,weight\nanna,off,2026-11-02,2026-11-03,2\n")
	f.Add([]byte("agent,kind,from,to,weekly,shift\nanna,start,08:00,10:00,mon-fri,\nanna,shift,,,sat,early\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		requests, err := ReadRequests("requests.csv", bytes.NewReader(data), PeopleOptions{})
		answered(t, err)
		for _, q := range requests {
			require.True(t, q.Weight > 0 && (q.From.Before(q.To) || q.Standing() && q.Clock.From <= q.Clock.To))
		}
	})
}

// What was read as a roster is written and read again alike.
func FuzzReadRoster(f *testing.F) {
	seed(f, "roster", "agent,start,end,kind,breaks,duties,locked\nanna,2026-10-24 22:00,2026-10-25 06:00,night,02:30-02:15Z paid,22:00-02:30 \"\"\"a b\"\" c\",yes\n")
	f.Add([]byte("agent,start,end,breaks\nanna,2026-10-24 09:00,2026-10-24 17:00,\"12:00-13:00 paid meeting; 14:00-15:00 paid \"\"one on one\"\"\"\n"))
	rome := zone(f, "Europe/Rome")
	f.Fuzz(func(t *testing.T, data []byte) {
		shifts, err := ReadRoster("roster.csv", bytes.NewReader(data), PeopleOptions{Zone: rome})
		answered(t, err)
		var b bytes.Buffer
		require.NoError(t, WriteRoster(&b, shifts, rome))
		again, err := ReadRoster("roster.csv", &b, PeopleOptions{Zone: rome})
		require.NoError(t, err)
		require.Equal(t, shifts, again)
	})
}

func FuzzParseColumns(f *testing.F) {
	f.Add("timestamp=time,queue=brand,volume=count")
	f.Fuzz(func(t *testing.T, s string) {
		_, err := ParseColumns(s)
		answered(t, err)
	})
}

func FuzzReadAssessments(f *testing.F) {
	seed(f, "assessments", "agent,date,assessor,kind,subject,score,channel,at_once,minutes,done,items,expires,reason,consent\nanna,2026-10-05,Lab,stress,chat,,,2,60,11,,,,\nanna,2026-10-05,Lab,language,it,B2,,,,,,,,\nanna,2026-10-05,Lab,certificate,policy,,,,,,,2027-10-05,,\n")
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := ReadAssessments("assessments.csv", bytes.NewReader(data), PeopleOptions{})
		answered(t, err)
		for _, a := range all {
			require.False(t, a.Person == "" || a.Date.IsZero() || a.Kind != skills.Experience && (a.Score < 0 || a.Score > 1))
			require.True(t, a.Kind != skills.StressTest || a.Slots >= 1 && a.Minutes > 0 && a.Done >= 0)
		}
	})
}

func FuzzReadWorkbook(f *testing.F) {
	for _, good := range [][]byte{assessed(f), []byte("PK\x03\x04"), nil} {
		f.Add(good)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := ReadAssessments("a.xlsx", bytes.NewReader(data), PeopleOptions{})
		answered(t, err)
	})
}

// assessed is a sheet of assessments with a date as spreadsheets hold one.
func assessed(t testing.TB) []byte {
	f := excelize.NewFile()
	defer f.Close()
	_, err := f.NewSheet("Assessments")
	require.NoError(t, err)
	for i, cells := range [][]any{
		{"agent", "date", "assessor", "kind", "subject", "score"},
		{"anna", time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC), "Marta", "rating", "empathy", 4},
		{"anna", "2026-10-05", "Marta", "rating", "empaty", "4/5"},
	} {
		require.NoError(t, f.SetSheetRow("Assessments", "A"+strconv.Itoa(i+1), &cells))
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

// A workbook is read as the table that its sheet shows, and its faults name the row.
func TestAssessmentsFromAWorkbook(t *testing.T) {
	_, err := ReadAssessments("assessments.xlsx", bytes.NewReader(assessed(t)), PeopleOptions{})
	var faults *fault.Error
	require.ErrorAs(t, err, &faults)
	require.Len(t, faults.Faults, 1)
	require.Equal(t, 3, faults.Faults[0].Line)
	require.Equal(t, "empathy", faults.Faults[0].Hint)
}
