package table

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"turno/internal/workspace/fault"
	"turno/internal/workspace/value"
	"turno/skills"
)

var assessmentColumns = []Column{
	{"agent", true}, {"date", true}, {"assessor", true}, {"kind", true}, {"subject", false}, {"score", false}, {"channel", false},
	{"at_once", false}, {"minutes", false}, {"done", false}, {"items", false}, {"expires", false}, {"reason", false}, {"consent", false},
}

const (
	assessAgent = iota
	assessDate
	assessAssessor
	assessKind
	assessSubject
	assessScore
	assessChannel
	assessAtOnce
	assessMinutes
	assessDone
	assessItems
	assessExpires
	assessReason
	assessConsent
)

// The scales on which scores are given, where a cell does not say otherwise.
const (
	scaleRating = 5
	scaleTest   = 100
	mostYears   = 60
	mostScale   = 1000
	mostMinutes = 24 * 60
	mostDone    = 10_000
	mostItems   = 10_000
	mostAtOnce  = 20
)

// takes says which columns beside agent, date, assessor, kind and channel a kind uses.
var takes = map[skills.Kind][]int{
	skills.Interview:   {assessSubject, assessScore},
	skills.Rating:      {assessSubject, assessScore},
	skills.WritingTest: {assessSubject, assessScore},
	skills.Sentiment:   {assessScore, assessItems},
	skills.StressTest:  {assessSubject, assessAtOnce, assessMinutes, assessDone},
	skills.Certificate: {assessSubject, assessExpires},
	skills.LanguageOf:  {assessSubject, assessScore},
	skills.Record:      {assessSubject, assessReason, assessConsent},
	skills.Experience:  {assessSubject, assessScore},
	skills.Training:    {assessSubject},
}

// ReadAssessments reads what was found out about people, in the file's order. People are
// checked against the options, and dates against their Now.
func ReadAssessments(name string, r io.Reader, opt PeopleOptions) ([]skills.Assessment, error) {
	t := NewReader(name, r, Layout{Columns: assessmentColumns, Strict: true, Refused: refused, Rows: maxPeopleRows, Sheet: "assessments"})
	var out []skills.Assessment
	lines := map[skills.Assessment]int{}
	for t.Next() {
		a := readAssessment(t, opt)
		key := skills.Assessment{Person: a.Person, Date: a.Date, Kind: a.Kind, Subject: a.Subject, Channel: a.Channel, Slots: a.Slots}
		if first, twice := lines[key]; twice && a.Person != "" && !a.Date.IsZero() {
			t.Reject(assessDate, fmt.Sprintf("the same was assessed in line %d on this day: expected it once; of a panel write the mean", first), "")
		} else {
			lines[key] = t.Line()
		}
		out = append(out, a)
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

func readAssessment(t *Reader, opt PeopleOptions) skills.Assessment {
	a := skills.Assessment{
		Person: known(t, assessAgent, "an agent or candidate", opt.Agents), Date: day(t, assessDate, opt),
		Assessor: t.Text(assessAssessor), Kind: skills.Kind(strings.ToLower(t.Text(assessKind))),
	}
	switch {
	case t.Cell(assessDate) == "":
		t.Reject(assessDate, "expected the day of the assessment, such as 2026-10-05", "")
	case !opt.Now.IsZero() && a.Date.After(opt.Now):
		t.Reject(assessDate, fmt.Sprintf("lies in the future: expected a day up to %s (--now sets it)", opt.Now.In(opt.zone()).Format(time.DateOnly)), "")
	}
	if t.Cell(assessAssessor) == "" {
		t.Reject(assessAssessor, "expected who assessed, or the name of the test", "")
	}
	var kinds []string
	for _, k := range skills.Kinds() {
		kinds = append(kinds, string(k))
	}
	uses, ok := takes[a.Kind]
	if !ok {
		t.Reject(assessKind, "unknown kind: expected one of "+strings.Join(kinds, ", "), fault.Closest(string(a.Kind), kinds))
		return a
	}
	for c := assessSubject; c <= assessConsent; c++ {
		if t.Cell(c) != "" && c != assessChannel && !slices.Contains(uses, c) {
			t.Reject(c, fmt.Sprintf("has no meaning for the kind %s: expected an empty cell", a.Kind), "")
		}
	}
	if t.Cell(assessChannel) != "" {
		a.Channel = readChannel(t, assessChannel)
		if !slices.Contains([]skills.Kind{skills.Interview, skills.Rating, skills.Sentiment}, a.Kind) {
			t.Reject(assessChannel, fmt.Sprintf("has no meaning for the kind %s, whose subject says the channel: expected an empty cell", a.Kind), "")
		}
	}
	readSubject(t, &a)
	readMeasure(t, &a, opt)
	return a
}

// readSubject reads what was assessed.
func readSubject(t *Reader, a *skills.Assessment) {
	word := strings.ToLower(t.Text(assessSubject))
	oneOf := func(what string, list []string) {
		if !slices.Contains(list, word) {
			t.Reject(assessSubject, fmt.Sprintf("unknown %s: expected one of %s", what, strings.Join(list, ", ")), fault.Closest(word, list))
		}
	}
	a.Subject = word
	switch a.Kind {
	case skills.Interview:
		oneOf("question of the interview", skills.Questions())
	case skills.Rating:
		var list []string
		for _, c := range skills.Competences() {
			list = append(list, string(c))
		}
		oneOf("competence", list)
	case skills.StressTest, skills.Experience, skills.Training:
		a.Subject = string(readChannel(t, assessSubject))
	case skills.WritingTest:
		if word != "" {
			a.Subject = string(readChannel(t, assessSubject))
		}
	case skills.LanguageOf:
		l, err := value.ParseLanguage(t.Cell(assessSubject))
		if err != nil {
			t.RejectError(assessSubject, err)
		}
		a.Subject = string(l)
	case skills.Record:
		oneOf("record", []string{skills.Clean, skills.Offensive})
	case skills.Certificate:
		if a.Subject = t.Text(assessSubject); a.Subject == "" {
			t.Reject(assessSubject, "expected the name of the certificate, such as policy", "")
		}
	}
}

func readChannel(t *Reader, column int) skills.Channel {
	c := skills.Channel(strings.ToLower(t.Cell(column)))
	if !c.Valid() {
		var names []string
		for _, k := range skills.Channels() {
			names = append(names, string(k))
		}
		t.Reject(column, "unknown channel: expected one of "+strings.Join(names, ", "), fault.Closest(string(c), names))
	}
	return c
}

// readMeasure reads the figures of a kind.
func readMeasure(t *Reader, a *skills.Assessment, opt PeopleOptions) {
	switch a.Kind {
	case skills.Interview, skills.Rating:
		a.Score = score(t, scaleRating)
	case skills.WritingTest:
		a.Score = score(t, scaleTest)
	case skills.Sentiment:
		a.Score = score(t, scaleTest)
		if t.Cell(assessItems) != "" {
			a.Items = int(t.Number(assessItems, 1, mostItems))
		}
	case skills.LanguageOf:
		a.Score = fluency(t)
	case skills.Experience:
		a.Score = t.Number(assessScore, 0, mostYears)
	case skills.StressTest:
		n, err := strconv.Atoi(t.Cell(assessAtOnce))
		switch {
		case err != nil || n < 1 || n > mostAtOnce:
			t.Reject(assessAtOnce, fmt.Sprintf("expected how many conversations were held at once, a whole number from 1 to %d", mostAtOnce), "")
		case n > 1 && a.Subject != string(skills.Chat) && a.Subject != string(skills.Messaging):
			t.Reject(assessAtOnce, fmt.Sprintf("%s is served one at a time: expected 1", a.Subject), "")
		}
		a.Slots, a.Minutes, a.Done = n, t.Number(assessMinutes, 1, mostMinutes), t.Number(assessDone, 0, mostDone)
	case skills.Certificate:
		a.Expires = day(t, assessExpires, opt)
		if !a.Expires.IsZero() && !a.Expires.After(a.Date) {
			t.Reject(assessExpires, "expected the first day without the certificate, after the day on which it was given; or an empty cell where it does not expire", "")
		}
	case skills.Record:
		a.Reason = t.Text(assessReason)
		if a.Subject == skills.Offensive && a.Reason == "" {
			t.Reject(assessReason, "expected why in a few words; never the text of a post", "")
		}
		if len([]rune(a.Reason)) > 60 {
			t.Reject(assessReason, "too long: expected why in at most 60 letters; the text of a post does not belong here", "")
		}
		if !yes(t, assessConsent, false) {
			t.Reject(assessConsent, "expected yes: a public record is looked at with the person's consent only; without it take the row out", "")
		}
	}
}

// score reads a number on the scale, one with its own scale such as 4/5, or a percentage.
func score(t *Reader, scale float64) float64 {
	s := t.Cell(assessScore)
	want := fmt.Sprintf("expected a score from 0 to %g, one with its scale such as 4/5, or a percentage such as 80%%", scale)
	if strings.HasSuffix(s, "%") {
		x, err := value.ParseShare(s)
		if err != nil {
			t.Reject(assessScore, "outside its scale: "+want, "")
		}
		return x
	}
	mark, of, own := strings.Cut(s, "/")
	if own {
		x, err := value.ParseNumber(of, mostScale)
		if err != nil || x <= 0 {
			t.Reject(assessScore, want, "")
			return 0
		}
		scale = x
	}
	x, err := value.ParseNumber(mark, mostScale)
	if err != nil || x > scale {
		t.Reject(assessScore, "outside its scale: "+want, "")
		return 0
	}
	return x / scale
}

// fluency reads a level of the Common European Framework, or a percentage.
func fluency(t *Reader) float64 {
	levels := []string{"A1", "A2", "B1", "B2", "C1", "C2"}
	s := strings.ToUpper(t.Cell(assessScore))
	if i := slices.Index(levels, s); i >= 0 {
		return float64(i+1) / float64(len(levels))
	}
	x, err := value.ParseShare(s)
	if err != nil {
		t.Reject(assessScore, "expected a level such as B2 (A1 to C2) or a percentage", "")
	}
	return x
}

// day is a date as its first instant; an empty cell is the zero time.
func day(t *Reader, column int, opt PeopleOptions) time.Time {
	d := date(t, column)
	if d.Year == 0 {
		return time.Time{}
	}
	return d.In(opt.zone())
}

// ReadCandidates reads people who are assessed but not (yet) in the team.
func ReadCandidates(name string, r io.Reader, opt PeopleOptions) ([]skills.Person, error) {
	t := NewReader(name, r, Layout{Columns: []Column{{"candidate", true}, {"name", false}}, Strict: true, Refused: refused, Rows: maxPeopleRows})
	var out []skills.Person
	seen := map[string]int{}
	for t.Next() {
		p := skills.Person{ID: t.Text(0), Name: t.Text(1)}
		switch first, twice := seen[p.ID]; {
		case p.ID == "":
			t.Reject(0, "expected a name or number that nobody else has", "")
		case slices.Contains(opt.Agents, p.ID):
			t.Reject(0, "an agent of agents.csv: expected people who are not in the team", "")
		case twice:
			t.Reject(0, fmt.Sprintf("the candidate of line %d too: expected each once", first), "")
		}
		seen[p.ID] = t.Line()
		out = append(out, p)
	}
	return out, t.Err()
}
