package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"turno/samples"
)

// exam is how the people of a world were assessed.
type exam struct {
	assessor string
	day      string             // of all tests
	standard map[string]float64 // mean handle time in seconds of the stress tests, by channel
	tongue   map[string]string  // level of languages, by tag
	expires  string             // of everybody's policy certificate
	early    map[string]string  // of those for whom it is another day
	newcomer string             // who began from this day on is not tested yet
	special  map[string]person  // people with a story
	outside  []string           // candidates, in order; each has a story
}

// person is what somebody is like, beside the paces of agents.csv; scores from 0 to 1.
type person struct {
	name      string // of candidates
	years     map[string]int
	level     float64            // mean of all competences, 0 is drawn
	strong    map[string]float64 // of single competences
	pace      map[string]float64 // of channels that agents.csv does not name
	offensive string             // reason of a record
	unknown   bool               // little was assessed
}

// ratings are the competences that an assessor rates, questions those of the interview.
var (
	ratings   = []string{"social_fluency", "judgement", "wit", "de_escalation", "product_knowledge"}
	questions = []string{"digital_care", "channel_differences", "motivation", "willing_to_change", "lessons_learnt"}
)

// assess writes assessments.csv and candidates.csv of a world.
func (p place) assess() (map[string][]byte, error) {
	fsys, err := samples.Open(p.name)
	if err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(fsys, "agents.csv")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, err
	}
	column := map[string]int{}
	for i, h := range rows[0] {
		column[h] = i
	}
	var out, others bytes.Buffer
	fmt.Fprintln(&out, "agent,date,assessor,kind,subject,score,channel,at_once,minutes,done,items,expires,reason,consent")
	fmt.Fprintln(&others, "candidate,name")
	for _, row := range rows[1:] {
		if row[column["from"]] >= p.exam.newcomer {
			continue
		}
		p.examine(&out, row[column["agent"]], row[column["skills"]], row[column["languages"]])
	}
	for _, id := range p.exam.outside {
		fmt.Fprintf(&others, "%s,%s\n", id, p.exam.special[id].name)
		p.examine(&out, id, "", strings.Join(tongues(p.exam.tongue), " "))
	}
	files := map[string][]byte{"assessments.csv": out.Bytes()}
	if len(p.exam.outside) > 0 {
		files["candidates.csv"] = others.Bytes()
	}
	return files, nil
}

func tongues(levels map[string]string) []string {
	for _, first := range []string{"it", "ru"} {
		if _, ok := levels[first]; ok {
			return []string{first}
		}
	}
	return nil
}

// examine writes the rows of one person.
func (p place) examine(w *bytes.Buffer, id, abilities, languages string) {
	rng, who := p.source("people/"+id), p.exam.special[id]
	row := func(kind, subject, score, rest string) {
		fmt.Fprintf(w, "%s,%s,%s,%s,%s,%s,%s\n", id, p.exam.day, p.exam.assessor, kind, subject, score, rest)
	}
	level := who.level
	if level == 0 {
		level = 0.72 + 0.07*rng.NormFloat64()
	}
	grade := func(what string, scale, spread float64) string {
		x, told := who.strong[what]
		if noise := spread * rng.NormFloat64(); !told {
			x = level + noise
		}
		return strconv.FormatFloat(math.Round(scale*min(max(x, 0.05), 1)), 'f', 0, 64)
	}
	for _, q := range questions {
		row("interview", q, grade(q, 5, 0.1), ",,,,,,,")
	}
	if !who.unknown {
		for _, c := range ratings {
			row("rating", c, grade(c, 5, 0.1), ",,,,,,,")
		}
		if strings.Contains(abilities, "voice") {
			row("rating", "spoken_voice", grade("spoken_voice", 5, 0.1), ",,,,,,,")
		}
		row("writing", "", grade("writing", 100, 0.08), ",,,,,,,")
		row("sentiment", "", grade("empathy", 100, 0.08), ",,,,40,,,")
	}
	for _, l := range strings.Fields(languages) {
		row("language", l, p.exam.tongue[l], ",,,,,,,")
	}
	p.trial(row, rng, abilities, who)
	until := p.exam.expires
	if own, ok := p.exam.early[id]; ok {
		until = own
	}
	if strings.Contains(abilities, "social") {
		row("certificate", "policy", "", ",,,,,"+until+",,")
	}
	if who.offensive != "" {
		row("record", "offensive", "", ",,,,,,"+who.offensive+",yes")
	}
	for _, c := range []string{"social", "messaging", "chat", "voice"} {
		if n, ok := who.years[c]; ok {
			row("experience", c, strconv.Itoa(n), ",,,,,,,")
		}
	}
}

// trial is the timed stress tests: so many conversations finished as pace and chance had it.
func (p place) trial(row func(kind, subject, score, rest string), rng *rand.Rand, abilities string, who person) {
	for _, c := range []string{"social", "messaging", "chat", "voice"} {
		pace, slots := who.pace[c], 3
		for _, word := range strings.Fields(abilities) {
			name, figures, figured := strings.Cut(word, "=")
			if name != c {
				continue
			}
			pace = 1
			if own, limited, cut := strings.Cut(figures, "x"); figured {
				pace, _ = strconv.ParseFloat(own, 64)
				if cut {
					slots, _ = strconv.Atoi(limited)
				}
			}
		}
		if pace == 0 {
			continue
		}
		slower := 0.3 + 0.04*rng.NormFloat64()
		if slots == 2 {
			slower = 0.45
		}
		most := 1
		if c == "chat" {
			most = 4
		}
		for k := 1; k <= most; k++ {
			burden := slower * float64(k-1)
			if k > slots { // one more than bearable costs more than it brings
				burden += 0.6 * float64(k-slots)
			}
			mean := 120 * 60 / p.exam.standard[c] * pace * float64(k) / (1 + burden)
			done := max(1, math.Round(mean+0.7*math.Sqrt(mean)*rng.NormFloat64()))
			row("stress", c, "", fmt.Sprintf(",%d,120,%.0f,,,,", k, done))
		}
	}
}
