package settings

import (
	"turno/plan/scenario"
	"turno/schedule"
)

type mergeDraft struct {
	queues          []placed[string]
	into            string
	target, promise *patch[schedule.Target]
}

var mergeRecord = record[mergeDraft]{
	bind("queues", "Queues of one channel and language that become one", listOf(keep(text), maxQueues), func(m *mergeDraft, v []placed[string]) { m.queues = v }).required(),
	bind("into", "Its name", text, func(m *mergeDraft, v string) { m.into = v }).required(),
	bind("target", "Its target; the shortest of theirs by default", patchOf("a target", targetRecord), func(m *mergeDraft, v patch[schedule.Target]) { m.target = &v }),
	bind("promise", "What is announced; the shortest of theirs by default", patchOf("a promise", targetRecord), func(m *mergeDraft, v patch[schedule.Target]) { m.promise = &v }),
}

func (in scope) merge(p patch[mergeDraft]) []scenario.Change {
	m := p.over(mergeDraft{})
	c := scenario.Merge{Queues: in.known(m.queues...), Into: m.into}
	if len(c.Queues) == 0 {
		return nil // recorded
	}
	for _, t := range []struct {
		from *patch[schedule.Target]
		to   **schedule.Target
	}{{m.target, &c.Target}, {m.promise, &c.Promise}} {
		if t.from != nil {
			target := in.d.target(*t.from, in.channel(c.Queues[0]))
			*t.to = &target
		}
	}
	in.made[m.into] = true
	return []scenario.Change{c}
}

type splitDraft struct {
	queue placed[string]
	parts []entry[float64]
}

var splitRecordOf = record[splitDraft]{
	bind("queue", "The queue that becomes several", keep(text), func(s *splitDraft, v placed[string]) { s.queue = v }).required(),
	bind("parts", "Their names, with their shares of the volume; those make 100%", mapOf("part", share, 20), func(s *splitDraft, v []entry[float64]) { s.parts = v }).required(),
}

func (in scope) split(p patch[splitDraft]) []scenario.Change {
	s := p.over(splitDraft{})
	var c scenario.Split
	for _, name := range in.known(s.queue) {
		c.Queue = name
	}
	for _, part := range s.parts {
		c.Parts = append(c.Parts, scenario.Part{Name: part.name, Share: part.value})
		in.made[part.name] = true
	}
	return []scenario.Change{c}
}

func (in scope) dedicate(groups [][]placed[string]) []scenario.Change {
	var c scenario.Dedicate
	for _, g := range groups {
		if names := in.known(g...); len(names) > 0 {
			c.Groups = append(c.Groups, names)
		}
	}
	return []scenario.Change{c}
}
