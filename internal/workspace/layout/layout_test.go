package layout_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/forecast/messages"
	"turno/internal/workspace"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/layout"
	"turno/internal/workspace/settings"
)

// take reads an export in a layout.
func take(t *testing.T, l settings.Layout, data []byte, opt layout.Options, into messages.Options) (messages.Result, layout.Report, error) {
	t.Helper()
	c := messages.NewCollector(into)
	report, err := layout.Read(context.Background(), "export", bytes.NewReader(data), l, c, opt)
	if err != nil {
		return messages.Result{}, report, err
	}
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	return r, report, nil
}

func builtin(t *testing.T, name string) settings.Layout {
	t.Helper()
	l, err := layout.Builtin(name)
	require.NoError(t, err)
	return l
}

// TestBuiltin: every layout that is built in can be read.
func TestBuiltin(t *testing.T) {
	for _, name := range layout.Names() {
		l := builtin(t, name)
		assert.Equal(t, name, l.Name)
		assert.NotEmpty(t, l.About)
	}
	_, err := layout.Builtin("zendeks")
	assert.ErrorContains(t, err, `did you mean "zendesk"`)
}

const tweets = `tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id
1,115,True,Tue Oct 31 22:00:00 +0000 2017,"@care SECRETWORD, where is
my ""parcel""?",2,
2,care,False,Tue Oct 31 22:10:30 +0000 2017,SECRETWORD is on its way,3,1
3,115,True,Tue Oct 31 22:30:30 +0000 2017,thanks SECRETWORD,,2
4,116,True,Tue Oct 31 23:00:00 +0100 2017,RT @care SECRETWORD,,
`

// formats are one export in every format that is read.
func formats(t *testing.T) map[string][]byte {
	t.Helper()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(tweets))
	require.NoError(t, errors.Join(err, z.Close()))
	lines := `{"tweet_id":1,"author_id":"115","inbound":true,"created_at":"Tue Oct 31 22:00:00 +0000 2017","text":"SECRETWORD ?"}
{"tweet_id":2,"author_id":"care","inbound":false,"created_at":"2017-10-31T22:10:30Z","text":"SECRETWORD","in_response_to_tweet_id":"1"}

{"tweet_id":"3","author_id":"115","inbound":"True","created_at":1509489030,"in_response_to_tweet_id":2}
{"tweet_id":4,"author_id":"116","inbound":true,"created_at":1509487200000,"text":"rt @care SECRETWORD"}
`
	book := excelize.NewFile()
	for i, line := range strings.Split(strings.TrimSpace(strings.Replace(tweets, "where is\nmy", "where is my", 1)), "\n") {
		cells := strings.Split(strings.ReplaceAll(line, "SECRETWORD, ", "SECRETWORD "), ",")
		for k, c := range cells {
			require.NoError(t, book.SetCellValue("Sheet1", fmt.Sprintf("%c%d", 'A'+k, i+1), c))
		}
	}
	require.NoError(t, book.SetCellValue("Sheet1", "D3", time.Date(2017, 10, 31, 22, 10, 30, 0, time.UTC)))
	var sheet bytes.Buffer
	require.NoError(t, book.Write(&sheet))
	return map[string][]byte{"csv": []byte(tweets), "semicolons": []byte(strings.ReplaceAll(tweets, ",", ";")), "gz": packed.Bytes(), "json lines": []byte(lines), "xlsx": sheet.Bytes()}
}

func TestFormats(t *testing.T) {
	for name, data := range formats(t) {
		r, report, err := take(t, builtin(t, "twcs"), data, layout.Options{Rules: workspace.DefaultImport().Rules}, messages.Options{Queue: func(h string, _ messages.Side) string {
			if h == "" {
				return "others"
			}
			return h
		}})
		require.NoError(t, err, name)
		require.Zero(t, report.Bad, "%s: %v", name, report.Listed)
		require.Len(t, r.Queues, 2, name)
		care, others := r.Queues[0], r.Queues[1]
		assert.Equal(t, []int64{4, 2, 0, 1, 1}, []int64{r.Counts.Rows, r.Counts.Conversations, r.Counts.Orphans, care.Answered, others.Ruled}, name)
		assert.EqualValues(t, 630, care.Waits[messages.FirstReply].Elapsed.Mean(), name)
		assert.EqualValues(t, 1200, care.Think.Mean(), name)
	}
}

// TestNoTextIsKept: nothing of the text is in a result, a report or an error, whatever is
// wrong with the rows.
func TestNoTextIsKept(t *testing.T) {
	bad := tweets + "5,117,SECRETWORD,Tue Oct 31 22:00:00 +0000 2017,SECRETWORD,,\n" + // in the wrong column
		"6,117,True,SECRETWORD yesterday,SECRETWORD,,\n" +
		"7,117,True,Tue Oct 31 22:00:00 +0000 2017,SECRETWORD, unquoted,,\n" +
		"8,SECRETWORD\x01SECRETWORD,False,Tue Oct 31 22:00:00 +0000 2017,SECRETWORD,,\n" +
		"9,117,True,Tue Oct 31 22:00:00 +0000 2017,\"SECRETWORD\" SECRETWORD,,\n"
	r, report, err := take(t, builtin(t, "twcs"), []byte(bad), layout.Options{Rules: workspace.DefaultImport().Rules}, messages.Options{})
	require.NoError(t, err)
	assert.EqualValues(t, 5, report.Bad)
	all := fmt.Sprintf("%+v %+v", r, report)
	assert.NotContains(t, all, "SECRETWORD")
	assert.Contains(t, all, `a value like "aaaaaaaaaa aaaaaaaaa"`)
	_, report, err = take(t, builtin(t, "twcs"), []byte(`{"tweet_id":1,"text":"SECRETWORD"`+"\n"+`["SECRETWORD"]`+"\n"+`{"tweet_id":1,"created_at":"SECRETWORD"}`), layout.Options{}, messages.Options{})
	require.NoError(t, err)
	assert.NotContains(t, fmt.Sprintf("%+v", report), "SECRETWORD")
	_, _, err = take(t, builtin(t, "twcs"), []byte("SECRETWORD,created_at\nx,y\n"), layout.Options{}, messages.Options{})
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "SECRETWORD")
}

// TestBadRows: of many bad rows the first are listed, with their line and what was expected.
func TestBadRows(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,at,inbound,handle\n")
	for i := range 100 {
		at := "2026-03-02 09:00"
		if i%2 == 1 {
			at = "02.13.2026"
		}
		fmt.Fprintf(&b, "%d,%s,yes,care\n", i, at)
	}
	r, report, err := take(t, builtin(t, "messages"), []byte(b.String()), layout.Options{List: 3}, messages.Options{})
	require.NoError(t, err)
	assert.EqualValues(t, []int64{100, 50, 50}, []int64{report.Rows, report.Bad, r.Queues[0].Volume})
	require.Len(t, report.Listed, 3)
	assert.Equal(t, `export:3:2: at: a value like "99.99.9999": expected a time such as 2026-11-02 09:00, 2026-11-02T09:00:00+01:00 or Tue Oct 31 22:10:47 +0000 2017, from 1970 to 2105`, report.Listed[0].String())
}

// TestClocksChange: local times of the hour that autumn shows twice are taken in the order of
// the rows, those that spring skips an hour later.
func TestClocksChange(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	csv := "id,reply_to,at,inbound,handle\n" +
		"1,,2026-10-25 02:10,yes,care\n2,1,2026-10-25 02:50,no,care\n" + // summer time
		"3,,2026-10-25 02:15,yes,care\n4,3,2026-10-25 02:45,no,care\n" + // winter time
		"5,,2026-03-29 02:30,yes,care\n6,5,2026-03-29 03:40,no,care\n"
	r, report, err := take(t, builtin(t, "messages"), []byte(csv), layout.Options{Zone: rome}, messages.Options{})
	require.NoError(t, err)
	assert.Equal(t, []int{4, 1}, []int{report.Folded, report.Skipped})
	w := r.Queues[0].Waits[messages.FirstReply].Elapsed
	assert.EqualValues(t, (40+30+10)*60/3.0, w.Mean())
}

func TestTickets(t *testing.T) {
	csv := "Id,Created at,First reply time in minutes,Full resolution time in minutes,Replies,Group,Via,Assignee,Type,Satisfaction Score\n" +
		"1,2026-03-02 09:00,30,120,2,Care,Mail,Anna,Question,Good\n" +
		"2,2026-03-02 10:00,,,0,Care,Mail,,Question,Unoffered\n" +
		"2,2026-03-02 10:00,,,0,Care,Mail,,Question,Unoffered\n" +
		"3,2026-03-02 11:00,15,15,1,Care,Twitter,Anna,Problem,Bad\n"
	r, report, err := take(t, builtin(t, "zendesk"), []byte(csv), layout.Options{}, messages.Options{Queue: func(h string, s messages.Side) string { return h + " " + s.String() }})
	require.NoError(t, err)
	require.Zero(t, report.Bad, report.Listed)
	require.Len(t, r.Queues, 2)
	mail := r.Queues[0]
	assert.Equal(t, []int64{1, 2, 1, 1, 2}, []int64{r.Counts.Duplicates, mail.Volume, mail.Answered, mail.Flushed, mail.Replies})
	assert.EqualValues(t, 1800, mail.Waits[messages.FirstReply].Elapsed.Mean())
	assert.EqualValues(t, 7200, mail.Waits[messages.EndToEnd].Elapsed.Mean())
	assert.EqualValues(t, []float64{1, 0}, []float64{mail.CSAT, r.Queues[1].CSAT})
}

func TestIntervalReports(t *testing.T) {
	csv := "Interval Start;Interval End;Queue Name;Offer;Answer;Abandon;Avg Handle\n" +
		"2026-03-02 09:00;2026-03-02 09:30;voice-it;10;8;2;00:03:00\n" +
		"2026-03-02 09:30;2026-03-02 10:00;voice-it;20;16;4;360\n" +
		"2026-03-02 10:00;2026-03-02 12:00;voice-it;9;9;0;100\n"
	r, report, err := take(t, builtin(t, "genesys"), []byte(csv), layout.Options{Step: time.Hour}, messages.Options{})
	require.NoError(t, err)
	assert.EqualValues(t, 1, report.Bad, "an interval longer than the history's")
	require.Len(t, r.History, 1)
	s := r.History[0]
	assert.Equal(t, []float64{30}, s.Volume)
	assert.Equal(t, []float64{24}, s.Handled)
	assert.InDelta(t, 300, s.AHT[0], 1e-9)
	assert.InDelta(t, 6, r.Queues[0].Abandoned, 1e-9)
	aht := r.Queues[0].HandleTime()
	assert.InDelta(t, 300, aht.Value, 1e-9)
}

// TestOwnLayout is the documented step: a file that names the columns.
func TestOwnLayout(t *testing.T) {
	l, err := settings.DecodeLayout("mine.yaml", []byte(`
rows: messages
zone: Europe/Moscow
columns: {id: nr, reply_to: parent.nr, at: [when, time], author: who, inbound: direction, handle: brand, side: where, csat: stars}
inbound: [from client]
sides: {private: [personal]}
best: 5
`))
	require.NoError(t, err)
	data := `{"nr":1,"time":"02.03.2026 12:00","who":"x","direction":"from client","brand":"b","where":"personal"}
{"nr":2,"parent":{"nr":1},"time":"02.03.2026 12:05","direction":"to client","brand":"b","where":"personal","stars":4}`
	r, report, err := take(t, l, []byte(data), layout.Options{}, messages.Options{Queue: func(h string, s messages.Side) string { return h + s.String() }})
	require.NoError(t, err)
	require.Zero(t, report.Bad, report.Listed)
	assert.Equal(t, "bprivate", r.Queues[0].Queue)
	assert.EqualValues(t, 300, r.Queues[0].Waits[messages.FirstReply].Elapsed.Mean())
	assert.InDelta(t, 0.75, r.Queues[0].CSAT, 1e-6)
	assert.Equal(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).Unix(), r.Counts.First)
	_, err = settings.DecodeLayout("mine.yaml", []byte("rows: messages\ncolumns: {at: a, offered: n}\n"))
	var faults *fault.Error
	require.ErrorAs(t, err, &faults)
	assert.Len(t, faults.Faults, 2, "a column missing, and one of another kind of row")
}

// TestWholeFiles: what is no export at all is refused in one line.
func TestWholeFiles(t *testing.T) {
	for name, data := range map[string]string{"empty": "", "blank": "\n\n", "binary": "id,at\x00\n", "no zip": "PK\x03\x04 broken",
		"broken gz": "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xffabc", "open quote": "id,at,inbound\n1,\"" + strings.Repeat("long ", 400_000)} {
		_, _, err := take(t, builtin(t, "messages"), []byte(data), layout.Options{}, messages.Options{})
		var faults *fault.Error
		require.ErrorAs(t, err, &faults, name)
		assert.Less(t, len(err.Error()), 300, name)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(uint8(0), []byte(tweets))
	f.Add(uint8(1), []byte("Id,Created at\n1,2026-03-02 09:00\n"))
	f.Add(uint8(2), []byte("Interval Start;Offer\n2026-03-02 09:00;7\n"))
	f.Add(uint8(0), []byte(`{"tweet_id":1,"inbound":true,"created_at":1509489030}`))
	l := make([]settings.Layout, 3)
	for i, name := range []string{"twcs", "zendesk", "genesys"} {
		var err error
		if l[i], err = layout.Builtin(name); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		c := messages.NewCollector(messages.Options{})
		report, err := layout.Read(context.Background(), "x", bytes.NewReader(data), l[which%3], c, layout.Options{Step: time.Hour})
		if err != nil {
			return
		}
		r, err := c.Result(context.Background())
		if err != nil || r.Counts.Rows > report.Rows-report.Bad {
			t.Errorf("%v: %d rows of %d, %d bad", err, r.Counts.Rows, report.Rows, report.Bad)
		}
		messages.Merge(r.History, r.History)
	})
}
