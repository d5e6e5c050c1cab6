package layout_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"turno/forecast/messages"
	"turno/internal/workspace/layout"
)

// TestRoundedIDs: numbers from which a spreadsheet cut digits stand for many messages: their
// rows are bad, in text and in a workbook, and ids that only look so are not.
func TestRoundedIDs(t *testing.T) {
	_, report, err := take(t, builtin(t, "messages"), []byte("id;at;inbound;reply_to\n1.23457E+17;2026-03-02 09:00;yes;\n1,2E+17;2026-03-02 09:01;yes;\n5;2026-03-02 09:02;yes;9.25E+17\n12e+5a;2026-03-02 09:03;yes;\n123456789012345000;2026-03-02 09:04;yes;\n"), layout.Options{}, messages.Options{})
	require.NoError(t, err)
	assert.EqualValues(t, []int64{5, 3}, []int64{report.Rows, report.Bad})
	assert.Contains(t, report.Listed[0].String(), "a spreadsheet has cut digits")

	f := excelize.NewFile()
	defer f.Close()
	for cell, v := range map[string]any{"A1": "id", "B1": "at", "C1": "inbound", "B2": "2026-03-02 09:00", "C2": "yes", "B3": "2026-03-02 09:00", "C3": "yes", "A4": "123456789012345000", "B4": "2026-03-02 09:00", "C4": "yes"} {
		require.NoError(t, f.SetCellValue("Sheet1", cell, v))
	}
	require.NoError(t, f.SetCellValue("Sheet1", "A2", 123456789012345000)) // as Excel keeps it
	require.NoError(t, f.SetCellValue("Sheet1", "A3", 123456789012345678)) // as programs write it
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	_, report, err = take(t, builtin(t, "messages"), b.Bytes(), layout.Options{}, messages.Options{})
	require.NoError(t, err)
	assert.EqualValues(t, []int64{3, 2}, []int64{report.Rows, report.Bad}, "digits are told by what they are: as text they may be rounded as well")
	assert.Contains(t, report.Listed[0].String(), "sheet Sheet1, cell A2")
}

// TestBadBytes: bytes that no text has, a quote that nobody closes and a separator in a cell
// cost the rows they stand in.
func TestBadBytes(t *testing.T) {
	text := "id,at,inbound,handle,text\n" +
		"1,2026-03-02 09:00,yes,care,x\n" +
		"2,2026-03-02 09:01,yes,ca\x00re,x\n" +
		"3,2026-03-02 09:02,yes,care,\"never closed\n" +
		"4,2026-03-02 09:03,yes,care,one, two\n" +
		"5,2026-03-02 09:04,yes,care,\"two\nlines, \"\"quoted\"\"\"\n" +
		"6,2026-03-02 09:05,yes,care,5\" of snow\n" +
		"words between the rows,,,,\n" +
		"7,2026-03-02 09:06,yes,care\n" +
		"8,2026-03-02 09:07,yes,care,x\n"
	r, report, err := take(t, builtin(t, "messages"), []byte(text), layout.Options{}, messages.Options{})
	require.NoError(t, err)
	assert.EqualValues(t, []int64{9, 5, 4}, []int64{report.Rows, report.Bad, r.Counts.Rows})
	var lines []int
	for _, f := range report.Listed {
		lines = append(lines, f.Line)
	}
	assert.Equal(t, []int{3, 4, 5, 9, 10}, lines)
}

// TestDaysAndMonths: a date whose day and month stand the other way round than in the rows
// before is told so.
func TestDaysAndMonths(t *testing.T) {
	_, report, err := take(t, builtin(t, "connect"), []byte("Queue,StartInterval,Contacts queued\na,02/24/2026 09:00,3\na,02/25/2026 09:00,3\na,25/02/2026 09:00,3\n"), layout.Options{}, messages.Options{})
	require.NoError(t, err)
	require.EqualValues(t, 1, report.Bad)
	assert.Contains(t, report.Listed[0].String(), "the month stands first")
	_, report, err = take(t, builtin(t, "messages"), []byte("id,at,inbound\n1,24/02/2026 09:00,yes\n2,25/02/2026 09:00,yes\n3,02/25/2026 09:00,yes\n"), layout.Options{}, messages.Options{})
	require.NoError(t, err)
	require.EqualValues(t, 1, report.Bad)
	assert.Contains(t, report.Listed[0].String(), "month_first: yes")
}

// TestColumnsTwice: of two columns of one name it is not guessed which is meant.
func TestColumnsTwice(t *testing.T) {
	_, _, err := take(t, builtin(t, "genesys"), []byte("Interval Start,Queue Name,Offer,Offer\n2026-03-02 09:00,a,1,2\n"), layout.Options{}, messages.Options{})
	assert.ErrorContains(t, err, "export:1: two columns of contacts offered")
}

// TestFittingLayout: where another layout fits the file, the message names it.
func TestFittingLayout(t *testing.T) {
	for file, want := range map[string]string{"zendesk-view.csv": "zendesk", "genesys-queues.csv": "genesys", "salesforce.csv": "salesforce", "sprinklr.csv": "sprinklr"} {
		_, _, err := take(t, builtin(t, "twcs"), export(t, file), layout.Options{}, messages.Options{})
		assert.ErrorContains(t, err, `did you mean "--layout `+want+`"?`, file)
	}
}

// TestTimes: every way in which exports write a time, all the same.
func TestTimes(t *testing.T) {
	for _, at := range []string{"2026-11-02 21:05:07", "2026-11-02T21:05:07Z", "2026-11-02T21:05:07.123+00:00", "2026-11-02 22:05:07 +0100", "2026-11-02 21:05:07 UTC", "2026/11/02 21:05:07",
		"02/11/2026 21:05:07", "2.11.2026 21:05:07", "02-11-2026 21:05:07", "02/11/26, 9:05:07 PM", "2/11/2026 9:05:07\u202fPM", "Nov 2, 2026 9:05:07 PM", "Nov 02, 2026, 21:05:07",
		"2 November 2026 21:05:07", "02-Nov-26 21:05:07", "Mon, 02 Nov 2026 21:05:07 GMT", "Mon Nov 02 21:05:07 +0000 2026", "1793653507", "1793653507000"} {
		r, report, err := take(t, builtin(t, "messages"), []byte("id\tat\tinbound\thandle\n1\t"+at+"\tyes\tcare\n"), layout.Options{}, messages.Options{})
		require.NoError(t, err, at)
		require.Zero(t, report.Bad, "%s %v", at, report.Listed)
		assert.Equal(t, time.Date(2026, 11, 2, 21, 5, 7, 0, time.UTC).Unix(), r.Counts.First, at)
	}
	for _, at := range []string{"2026-13-02", "31/02/2026", "30 Feb 2026", "Nov 2026", "2 2026 Nov 3", "25:00", "9:05", "Mon", "tomorrow", "1", "2026-11-02 24:30 PM", "-1793653507"} {
		_, report, err := take(t, builtin(t, "messages"), []byte("id\tat\tinbound\n1\t"+at+"\tyes\n"), layout.Options{}, messages.Options{})
		require.NoError(t, err, at)
		assert.EqualValues(t, 1, report.Bad, at)
	}
}

// TestNumbers: counts and lengths of time as systems and countries write them.
func TestNumbers(t *testing.T) {
	for _, x := range []struct {
		comma, offered, aht string
		volume, seconds     float64
	}{
		{",", `"1,234"`, "00:05:12", 1234, 312}, {",", `"1,234,567"`, "5:12", 1234567, 312}, {",", "12.5", "312.0", 12.5, 312}, {",", "1 234", "5m12s", 1234, 312}, {",", "1'234", "5m 12s", 1234, 312},
		{";", "1.234", "5 min 12 sec", 1234, 312}, {";", "1.234,5", "312,0", 1234.5, 312}, {";", "12,5", "0:05:12,0", 12.5, 312}, {";", "1.234.567", "00:05:12.000", 1234567, 312},
		{";", "3.25", "5 мин 12 сек", 3.25, 312}, {"\t", "1\u00a0234", "1 h 2m", 1234, 3720}, {"\t", "7", "1 day, 2:03:04", 7, 93784}, {"\t", "7", "1d 2h", 7, 93600}, {"\t", "7", "26:03:04", 7, 93784},
		{"\t", "7", "312000 ms", 7, 312}, {"\t", "7", "--", 7, -1}, {"\t", "7", "N/A", 7, -1},
	} {
		text := strings.ReplaceAll("Interval Start|Queue Name|Offer|Answer|Avg Handle\n2026-03-02 09:00|a|"+x.offered+"|1|"+x.aht+"\n", "|", x.comma)
		r, report, err := take(t, builtin(t, "genesys"), []byte(text), layout.Options{Step: time.Hour}, messages.Options{})
		require.NoError(t, err)
		require.Zero(t, report.Bad, "%v %v", x, report.Listed)
		require.NotEmpty(t, r.History, "%v", x)
		assert.InDelta(t, x.volume, r.History[0].Volume[0], 1e-9, "%v", x)
		if x.seconds > 0 && assert.NotEmpty(t, r.History[0].AHT, "%v", x) {
			assert.InDelta(t, x.seconds, r.History[0].AHT[0], 1e-9, "%v", x)
		}
	}
	for _, bad := range []string{"-3", "1,2,3", "1.2.3", "Inf", "0x10", "1e400", "5 apples", "12:99", "1:2:3:4", "00:5m:12", "12,34,567"} {
		text := fmt.Sprintf("Interval Start\tQueue Name\tOffer\tAvg Handle\n2026-03-02 09:00\ta\t%s\t%s\n", bad, bad)
		_, report, err := take(t, builtin(t, "genesys"), []byte(text), layout.Options{Step: time.Hour}, messages.Options{})
		require.NoError(t, err)
		assert.EqualValues(t, 1, report.Bad, bad)
	}
	for header, seconds := range map[string]float64{"Avg Handle": 312, "Avg Handle (ms)": 0.312} {
		text := "Interval Start,Queue Name,Offer,Answer," + header + "\n2026-03-02 09:00,a,1,1,312\n"
		r, _, err := take(t, builtin(t, "genesys"), []byte(text), layout.Options{Step: time.Hour}, messages.Options{})
		require.NoError(t, err)
		assert.InDelta(t, seconds, r.History[0].AHT[0], 1e-9, header)
	}
}

// TestLengthsInWorkbooks: a length of time that a sheet shows as one is no fraction of a day.
func TestLengthsInWorkbooks(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 21})
	require.NoError(t, err)
	require.NoError(t, f.SetSheetRow("Sheet1", "A1", &[]any{"A report of queues"}))
	require.NoError(t, f.SetSheetRow("Sheet1", "A3", &[]any{"Interval Start", "Queue Name", "Offer", "Answer", "Avg Handle"}))
	require.NoError(t, f.SetSheetRow("Sheet1", "A4", &[]any{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), "a", 4, 4, 312.0 / 86400}))
	require.NoError(t, f.SetSheetRow("Sheet1", "A5", &[]any{"Total", nil, 4, 4}))
	require.NoError(t, f.SetSheetRow("Sheet1", "A6", &[]any{"2026-03-02 10:00", "a", nil, 4}))
	require.NoError(t, f.SetCellFormula("Sheet1", "C6", "C4+1"))
	require.NoError(t, f.SetCellStyle("Sheet1", "E4", "E4", style))
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	r, report, err := take(t, builtin(t, "genesys"), b.Bytes(), layout.Options{Step: time.Hour}, messages.Options{})
	require.NoError(t, err)
	require.EqualValues(t, 1, report.Bad)
	assert.Contains(t, report.Listed[0].String(), "sheet Sheet1, cell C6: a formula without a value")
	assert.EqualValues(t, 1, report.Left)
	assert.InDelta(t, 312, r.History[0].AHT[0], 1e-9)
	assert.Equal(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), r.History[0].Grid.Start.UTC())
}
