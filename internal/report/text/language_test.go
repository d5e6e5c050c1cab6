package text_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/internal/report/text"
	"turno/internal/workspace/value"
	"turno/plan/repair"
	"turno/schedule"
)

func ExampleCatalogue_In() {
	c := text.English(time.UTC, 2026)
	rest := schedule.Finding{
		Code: schedule.CodeConsecutiveDays, Agent: "anna", Value: 7, Limit: 6, Names: []string{"D.lgs. 66/2003"},
		From: time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC),
	}
	for _, tag := range text.Languages() {
		fmt.Println(c.In(tag).Finding(rest))
	}
	// Output:
	// anna works 7 days in a row, Mon 9 Nov to Sun 15 Nov; at most 6 are allowed (D.lgs. 66/2003)
	// anna lavora 7 giorni di fila, dal lun 9 nov al dom 15 nov; ne sono consentiti al massimo 6 (D.lgs. 66/2003)
	// anna: 7 рабочих дней подряд, пн 9 ноя — вс 15 ноя; допускается не более 6 (D.lgs. 66/2003)
}

func TestPhrasesFallBackToEnglish(t *testing.T) {
	english := text.English(time.UTC, 0)
	assert.Equal(t, "2 of 1200", english.T("%d of %d", 2, 1200))
	assert.Equal(t, "no such phrase", english.In("it").T("no such phrase"))
	assert.Equal(t, english.T("%d agents", 3), english.In("tlh").T("%d agents", 3))
	assert.Equal(t, "yes", text.Catalogue{}.T("yes"), "the zero value speaks English")
}

func TestLanguagesOfTheWorkspace(t *testing.T) {
	assert.Equal(t, text.Languages(), value.Spoken())
	for _, tag := range text.Languages() {
		assert.Equal(t, tag, text.English(time.UTC, 0).In(tag).Language())
	}
}

func TestForms(t *testing.T) {
	c := text.English(time.UTC, 0)
	for _, x := range []struct {
		tag, want string
		number    any
	}{
		{"en", "1 day", 1}, {"en", "0 days", 0}, {"en", "21 days", 21}, {"it", "1 giorno", 1}, {"it", "1000000 giorni", 1000000},
		{"ru", "1 день", 1}, {"ru", "2 дня", 2}, {"ru", "5 дней", 5}, {"ru", "11 дней", 11}, {"ru", "12 дней", 12}, {"ru", "21 день", 21},
		{"ru", "22 дня", 22}, {"ru", "111 дней", 111}, {"ru", "0 дней", 0},
	} {
		assert.Equal(t, x.want, c.In(x.tag).T("%d {day/days}", x.number))
	}
	assert.Equal(t, "1 001 one", c.In("ru").T("%s {one/few/many}", c.Count(1001)), "groups of thousands are read")
	assert.Equal(t, "1,5 few", c.In("ru").T("%.1f {one/few/many}", 1.5), "a fraction takes the form of few")
	assert.Equal(t, "-2,5 few", c.In("ru").T("%.1f {one/few/many}", -2.5))
	assert.Equal(t, "none many", c.In("ru").T("%s {one/few/many}", "none"), "no number: the last form")
}

func TestPhrasesAreFormats(t *testing.T) {
	c := text.English(time.UTC, 0).In("it")
	assert.Equal(t, "95 % of  12,50 and 12.50", c.T("%d %% of %6.2f and %s", 95, 12.5, "12.50"), "only numbers get the comma")
	assert.Equal(t, "b a", c.T("%[2]s %[1]s", "a", "b"))
	assert.Equal(t, "   7|x", c.T("%*d|%s", 4, 7, "x"))
	assert.Equal(t, "a {b} {c:d/e}", c.T("%s {b} {c:d/e}", "a"), "braces of other kinds stay")
	assert.Equal(t, "{a/b} %d", c.T("%s %s", "{a/b}", "%d"), "arguments are no phrases")
	assert.Equal(t, "a %!s(MISSING)", c.T("%s %s", "a"))
	assert.Equal(t, "{", c.T("{"))
}

func TestNumbersAndTimes(t *testing.T) {
	at := time.Date(2027, 5, 3, 9, 30, 0, 0, time.UTC)
	english := text.English(time.UTC, 2026)
	for tag, want := range map[string][]string{
		"en": {"1.5", "12 400", "82.5 %", "Mon 3 May 2027 09:30", "Mon 3 May 2027 to Sun 9 May 2027", "1 h 30 min", "2 d", "Mon-Fri Sun", "daily 09:00-18:00", "80 % in 2 h, each reply, open hours", "May", "1.5 h"},
		"it": {"1,5", "12 400", "82,5 %", "lun 3 mag 2027 09:30", "dal lun 3 mag 2027 al dom 9 mag 2027", "1 h 30 min", "2 g", "lun-ven dom", "ogni giorno 09:00-18:00", "80 % entro 2 h, ogni risposta, ore di apertura", "maggio", "1,5 h"},
		"ru": {"1,5", "12 400", "82,5 %", "пн 3 мая 2027 09:30", "пн 3 мая 2027 — вс 9 мая 2027", "1 ч 30 мин", "2 сут", "пн-пт вс", "ежедневно 09:00-18:00", "80 % за 2 ч, каждый ответ, в рабочее время", "май", "1,5 ч"},
	} {
		c := english.In(tag)
		day := time.Date(2027, 5, 3, 0, 0, 0, 0, time.UTC)
		assert.Equal(t, want, []string{
			c.Trimmed(1.5, 2), c.Count(12400), c.Percent(0.825, 1), c.Moment(at), c.Span(day, day.AddDate(0, 0, 7)),
			c.Duration(90 * time.Minute), c.Duration(48 * time.Hour),
			c.Weekdays([]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Sunday}),
			c.Hours(calendar.Daily(calendar.Span{From: calendar.Clock(9, 0), To: calendar.Clock(18, 0)})),
			c.Target(schedule.Target{Share: 0.8, Within: 2 * time.Hour, Measure: schedule.EachReply, Clock: schedule.OpenOnly}),
			c.Month(time.May), c.T("%s h", c.Trimmed(1.5, 1)),
		}, tag)
	}
}

// TestWhyInEveryLanguage holds the causes of one person and of several, whose words begin
// with their number.
func TestWhyInEveryLanguage(t *testing.T) {
	trouble := repair.Trouble{
		Finding: schedule.Finding{Code: schedule.CodeUncovered, Queue: "chat"}, At: time.Date(2026, 11, 9, 7, 0, 0, 0, time.UTC), Heads: 1, Able: 8,
		Reasons: []repair.Reason{{Cause: repair.CauseWeekHours, Agents: make([]string, 6), Value: 40}, {Cause: repair.CauseWindow, Agents: make([]string, 1), Value: 480}},
	}
	alone := repair.Trouble{Finding: schedule.Finding{Code: schedule.CodeRequest, Agent: "anna"}, Reasons: []repair.Reason{{Cause: repair.CauseWeekHours, Agents: []string{"anna"}, Value: 37.5}}}
	c := text.English(time.UTC, 2026)
	assert.Equal(t, "1 in meno, lun 9 nov 07:00; su 8 che possono servirla 6 supererebbero le 40 h consentite a settimana e 1 non può iniziare prima delle 08:00 quel giorno", c.In("it").Why(trouble))
	assert.Equal(t, "не хватает 1, пн 9 ноя 07:00; из 8 обученных: 6 — сверх 40 ч в неделю и 1 — начало в этот день не раньше 08:00", c.In("ru").Why(trouble))
	assert.Equal(t, "anna supererebbe le 37,5 h consentite a settimana", c.In("it").Why(alone))
	assert.Equal(t, "anna — сверх 37,5 ч в неделю", c.In("ru").Why(alone))
}
