package table

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/value"
	"turno/schedule"
	"turno/skills"
)

var agentColumns = []Column{
	{"agent", true}, {"contract", true}, {"skills", true}, {"name", false}, {"languages", false}, {"queues", false},
	{"available", false}, {"from", false}, {"to", false}, {"group", false}, {"wage", false}, {"rotation", false}, {"cost_centre", false}, {"zone", false}, {"grade", false},
}

const (
	agentID = iota
	agentContract
	agentSkills
	agentName
	agentLanguages
	agentQueues
	agentAvailable
	agentFrom
	agentTo
	agentGroup
	agentWage
	agentRotation
	agentCentre
	agentZone
	agentGrade
)

// The bounds of what an agent's cells say.
const (
	maxPace  = 5
	maxSlots = 20
	maxWage  = 100_000
	maxAhead = 51
)

// refused are columns about the person rather than the work. People are planned by
// competence, contract and wish; what is not read cannot weigh in.
var refused = func() map[string]string {
	const reason = "not read: turno plans people by competence, contract and wish; take the column out"
	columns := map[string]string{}
	for _, c := range strings.Fields("age birthday birthdate birth_date date_of_birth dob born year_of_birth gender sex sexuality sexual_orientation " +
		"origin nationality citizenship ethnicity race religion faith disability disabled health marital_status married children pregnant pregnancy " +
		"union union_member politics weight height photo età eta sesso genere nascita data_di_nascita nazionalità возраст пол национальность") {
		columns[c] = reason
		columns[strings.ReplaceAll(c, "_", " ")] = reason
		columns[strings.ReplaceAll(c, "_", "-")] = reason
		columns[strings.ReplaceAll(c, "_", "")] = reason
	}
	return columns
}()

// ReadAgents reads the team, in the file's order. Contracts and queues are checked
// against the options.
func ReadAgents(name string, r io.Reader, opt PeopleOptions) ([]schedule.Agent, error) {
	t := NewReader(name, r, Layout{Columns: agentColumns, Strict: true, Refused: refused, Rows: maxPeopleRows})
	var out []schedule.Agent
	lines := map[string]int{}
	for t.Next() {
		a := readAgent(t, opt)
		if first, twice := lines[a.ID]; twice && a.ID != "" {
			t.Reject(agentID, fmt.Sprintf("the agent of line %d too: expected each agent once", first), "")
		} else {
			lines[a.ID] = t.Line()
		}
		out = append(out, a)
	}
	if t.Err() == nil && len(out) == 0 {
		t.addf(0, 0, "no rows below the header: expected one for each agent")
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

func readAgent(t *Reader, opt PeopleOptions) schedule.Agent {
	a := schedule.Agent{
		ID: t.Text(agentID), Name: t.Text(agentName), Group: t.Text(agentGroup), Grade: t.Text(agentGrade),
		Contract:  known(t, agentContract, "a contract", opt.Contracts),
		Abilities: abilities(t), Languages: languages(t), Queues: queues(t, opt.Queues),
		Available: calendar.Always(),
		From:      date(t, agentFrom), To: date(t, agentTo), Wage: wage(t), Rotation: ahead(t), Centre: t.Text(agentCentre), Zone: ownZone(t, opt),
	}
	if t.Cell(agentID) == "" {
		t.Reject(agentID, "expected a name or number that no other agent has", "")
	}
	if a.Name == "" {
		a.Name = a.ID
	}
	if s := t.Cell(agentAvailable); s != "" {
		hours, err := value.ParseHours(s)
		if err != nil {
			t.RejectError(agentAvailable, err)
		}
		a.Available = hours
	}
	if none := (calendar.Date{}); a.From != none && a.To != none && !a.From.Before(a.To) {
		t.Reject(agentTo, fmt.Sprintf("expected a date after from, %s; the day of to is no longer worked", a.From), "")
	}
	return a
}

// abilities reads channels with pace and slots: social=1.1 chat=0.9x3 voice.
func abilities(t *Reader) []skills.Ability {
	var out []skills.Ability
	seen := map[skills.Channel]bool{}
	for _, word := range words(t.Cell(agentSkills)) {
		a, ok := ability(t, word)
		if ok && seen[a.Channel] {
			t.Reject(agentSkills, fmt.Sprintf("%s is named twice: expected each channel once", a.Channel), "")
			ok = false
		}
		if ok {
			seen[a.Channel] = true
			out = append(out, a)
		}
	}
	if t.Cell(agentSkills) == "" {
		t.Reject(agentSkills, "expected at least one channel, such as social chat=0.9x3", "")
	}
	return out
}

func ability(t *Reader, word string) (skills.Ability, bool) {
	channel, figures, figured := strings.Cut(word, "=")
	a := skills.Ability{Channel: skills.Channel(strings.ToLower(channel)), Level: 1, Pace: 1}
	if !a.Channel.Valid() {
		names := make([]string, 0, 5)
		for _, c := range skills.Channels() {
			names = append(names, string(c))
		}
		t.Reject(agentSkills, fmt.Sprintf("unknown skill %q: expected one of %s", channel, strings.Join(names, ", ")), fault.Closest(channel, names))
		return a, false
	}
	if !figured {
		return a, true
	}
	pace, slots, slotted := strings.Cut(figures, "x")
	x, err := value.ParseNumber(pace, maxPace)
	if err != nil || x <= 0 {
		t.Reject(agentSkills, fmt.Sprintf("pace %q: expected a number above 0 and up to %d, such as 1 (standard) or 0.9", pace, maxPace), "")
		return a, false
	}
	a.Pace = x
	if !slotted {
		return a, true
	}
	n, err := strconv.Atoi(slots)
	switch {
	case err != nil || n < 1 || n > maxSlots:
		t.Reject(agentSkills, fmt.Sprintf("slots %q: expected a whole number from 1 to %d", slots, maxSlots), "")
		return a, false
	case a.Channel != skills.Chat:
		t.Reject(agentSkills, fmt.Sprintf("slots for %s: expected them for chat only", a.Channel), "")
		return a, false
	}
	a.Slots = n
	return a, true
}

func languages(t *Reader) []skills.Language {
	var out []skills.Language
	for _, word := range words(t.Cell(agentLanguages)) {
		l, err := value.ParseLanguage(word)
		if err != nil {
			t.RejectError(agentLanguages, err)
			continue
		}
		out = append(out, l)
	}
	return out
}

// queues reads the names of queues separated by blanks; a name in quotes may hold some.
func queues(t *Reader, list []string) []string {
	items, err := split(t.Cell(agentQueues))
	if err != nil || len(items) > 1 {
		t.Reject(agentQueues, "expected names of queues with blanks between them, such as social-it chat-it", "")
		return nil
	}
	if len(items) == 0 {
		return nil
	}
	t.checkQueues(agentQueues, items[0], list)
	return items[0]
}

// checkQueues faults names in a cell that are not text or, unless the list is nil, not of
// the list.
func (t *Reader) checkQueues(column int, names, list []string) {
	for _, q := range names {
		switch what := badText(q); {
		case what != "" || q == "":
			t.Reject(column, fmt.Sprintf("queue %q: %s", q, cmp.Or(what, "expected a name")), "")
		case list != nil && !slices.Contains(list, q):
			t.Reject(column, fmt.Sprintf("unknown queue %q: expected %s", q, listed(list)), fault.Closest(q, list))
		}
	}
}

func date(t *Reader, column int) calendar.Date {
	s := t.Cell(column)
	if s == "" {
		return calendar.Date{}
	}
	d, err := value.ParseDate(s)
	if err != nil {
		t.RejectError(column, err)
	}
	return d
}

func wage(t *Reader) decimal.Decimal {
	s := t.Cell(agentWage)
	if s == "" {
		return decimal.Decimal{}
	}
	if _, err := value.ParseNumber(s, maxWage); err == nil {
		if d, err := decimal.NewFromString(s); err == nil && d.IsPositive() {
			return d
		}
	}
	t.Reject(agentWage, fmt.Sprintf("expected an hour's pay above 0 and up to %d, such as 14.50", maxWage), pointed(s))
	return decimal.Decimal{}
}

// ahead reads the weeks by which somebody is ahead in the rotation of the contract.
func ahead(t *Reader) int {
	s := t.Cell(agentRotation)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > maxAhead {
		t.Reject(agentRotation, fmt.Sprintf("expected the weeks by which the person is ahead in the rotation, a whole number from 0 to %d", maxAhead), "")
		return 0
	}
	return n
}

// ownZone reads the zone by whose clock somebody lives; none where it is the team's.
func ownZone(t *Reader, opt PeopleOptions) *time.Location {
	s := t.Cell(agentZone)
	if s == "" || s == opt.zone().String() {
		return nil
	}
	zone, err := time.LoadLocation(s)
	if err != nil || s == "Local" {
		t.Reject(agentZone, "unknown time zone: expected an IANA name such as Europe/Rome, or nothing for the team's", fault.Closest(s, opt.Zones))
		return nil
	}
	return zone
}

// words splits at blanks, commas and semicolons.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' || r == ';' })
}
