package messages

// Account is what an import or a measurement did, to be shown.
type Account struct {
	Result
	Files   []File
	Merged  Merged // with the stored history; empty where nothing is to be stored
	Shift   Shift  // against the stored history, where Shifted
	Shifted bool
	Unknown []string            // queues that the workspace does not have
	Used    map[string][]string // by queue the measured parameters that plans take; nil is all
	Written bool
}

// File is what came of one file.
type File struct {
	Name            string
	Rows, Bad       int64  // rows, and those that could not be read
	Folded, Skipped int    // times that clocks show twice, and that they skip
	Left            int64  // rows of totals, and remarks at the foot: left out
	Coding          string // of its letters, where not UTF-8
	Text            bool   // its text was read for the rules
	MonthFirst      bool   // of dates such as 11/01/26
	Turned          bool   // that is not as its layout says: the rows have no sense otherwise
}

// Takes says whether plans take a measured parameter of a queue.
func (a Account) Takes(queue, key string) bool {
	if a.Used == nil {
		return true
	}
	for _, k := range a.Used[queue] {
		if k == key {
			return true
		}
	}
	return false
}

// Named is one measured parameter with the key it has in the settings of a queue.
type Named struct {
	Key     string
	To      string // of the key pivots, the queue moved to
	Seconds bool   // its values are seconds
	Share   bool   // its values are shares
	Parameter
}

// Parameters lists what is measured of a queue's work, in the order of the settings.
func (m *Measures) Parameters() []Named { return m.parameters(&m.Work) }

func (m *Measures) parameters(w *Work) []Named {
	aht := Named{Key: "aht", Seconds: true, Parameter: w.HandleTime()}
	if m.Side == Voice || m.Side == Chat {
		return []Named{aht}
	}
	return []Named{{Key: "flush", Share: true, Parameter: w.Flush()}, {Key: "turns", Parameter: w.Turns()}, aht, {Key: "think", Seconds: true, Parameter: w.ThinkTime()}}
}

// KindParameters lists what is measured of a kind of message in a queue: its share in those
// whose kind is told, its work, and where it goes on.
func (m *Measures) KindParameters(k *Kind) []Named {
	all := append([]Named{{Key: "share", Share: true, Parameter: m.Mix(k, -1)}}, m.parameters(&k.Work)...)
	for _, p := range k.Moved {
		all = append(all, Named{Key: "pivots", To: p.To, Share: true, Parameter: p.Share(&k.Work)})
	}
	return all
}

// TakesOf is Takes for a parameter of a kind of message.
func (a Account) TakesOf(queue string, k *Kind, key string) bool {
	if key == "share" {
		return a.Takes(queue, "kinds")
	}
	return a.Takes(queue, string(k.Kind)+"."+key)
}
