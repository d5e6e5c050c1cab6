package messages

import "turno/forecast"

// Slots are the hours of a working day and, from 24 on, those of a day of the weekend.
const Slots = 48

// Kind is what came of one kind of message.
type Kind struct {
	Kind forecast.Kind // empty for messages that are not told apart
	Work
	Slots [Slots]int64 // volume by the local hour it began in
	Moved []Moved      // by the queue moved to
}

// Mix is the share of a kind in the messages whose kind is told, in one of the Slots or, for
// -1, in all.
func (m *Measures) Mix(k *Kind, slot int) Parameter {
	if k.Kind == "" {
		return none
	}
	var told int64
	for i := range m.Kinds {
		if m.Kinds[i].Kind != "" {
			told += m.Kinds[i].in(slot)
		}
	}
	return share(k.in(slot), told)
}

func (k *Kind) in(slot int) int64 {
	if slot < 0 {
		return k.Volume
	}
	return k.Slots[slot]
}
